// @ts-check
import { dirname, relative, resolve, sep } from 'node:path'
import js from '@eslint/js'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import ts from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'
import { mayImport, PROTOCOL_PACKAGES } from './scripts/arrows.mjs'

const top = import.meta.dirname
const fromTop = (path) => relative(top, path).split(sep).join('/')

/** Refuses every import that scripts/arrows.mjs does not allow. */
const arrows = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      arrow: '{{from}} may not import {{to}} (scripts/arrows.mjs).',
      package: 'protocol/ may import no package but {{allowed}}.',
    },
  },
  create(context) {
    const from = fromTop(context.filename)
    const check = (node) => {
      const said = node.source?.value
      if (typeof said !== 'string') return
      if (said.startsWith('.')) {
        const to = fromTop(resolve(dirname(context.filename), said.replace(/\?.*$/, '')))
        if (!mayImport(from, to)) context.report({ node, messageId: 'arrow', data: { from, to } })
      } else if (from.startsWith('protocol/') && !PROTOCOL_PACKAGES.includes(said)) {
        const allowed = PROTOCOL_PACKAGES.join(', ')
        context.report({ node, messageId: 'package', data: { allowed } })
      }
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    }
  },
}

const typed = ['**/*.ts', '**/*.vue']
const tests = ['tests/**/*.ts']

export default ts.config(
  { ignores: ['dist/', 'data/', 'coverage/', 'node_modules/', 'public/'] },
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  {
    files: typed,
    extends: [ts.configs.recommended],
    languageOptions: {
      parser: vueParser,
      parserOptions: {
        parser: ts.parser,
        projectService: true,
        tsconfigRootDir: top,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      // The compiler knows the globals of each program.
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
    },
  },
  {
    // What comes from outside is parsed before it is used: no `any` slips in by a library either.
    files: ['protocol/**/*.ts', 'push-server/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
    },
  },
  {
    files: ['**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      // What follows is prettier's.
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
    },
  },
  {
    files: [...typed, '**/*.mjs'],
    plugins: { peal: { rules: { arrows } } },
    rules: { 'peal/arrows': 'error', eqeqeq: 'error', 'no-console': 'error' },
  },
  {
    // Whoever writes a page with the button in it is told there what is wrong.
    files: ['pwa/embed/**/*.ts'],
    rules: { 'no-console': ['error', { allow: ['error'] }] },
  },
  {
    files: ['protocol/**/*.ts'],
    rules: {
      // Pure: the clock and randomness arrive in the event.
      'no-restricted-globals': ['error', 'Date', 'performance', 'crypto', 'setTimeout', 'fetch'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    files: tests,
    rules: {
      'no-console': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', '*.js', '.ci/*'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
  // Parts of it run in the pages that it takes pictures of.
  { files: ['scripts/screenshots.mjs'], languageOptions: { globals: globals.browser } },
)
