import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../push-server/cli.ts'

describe('the command line', () => {
  it.each([
    [
      ['member', 'add', 'Ada', '--name', 'Ada Lovelace', '--admin'],
      { do: 'member add', handle: 'ada', name: 'Ada Lovelace', admin: true },
      false,
    ],
    [
      ['member', 'add', '--json', '--name=Ada', 'ada'],
      { do: 'member add', handle: 'ada', name: 'Ada', admin: false },
      true,
    ],
    [['member', 'list', '--json'], { do: 'member list' }, true],
    [
      ['member', 'handle', 'ada', '--to', 'Ada.L'],
      { do: 'member handle', handle: 'ada', to: 'ada.l' },
      false,
    ],
    [['member', 'restore', 'ada'], { do: 'member restore', handle: 'ada' }, false],
    [['member', 'remove', 'ada'], { do: 'member remove', handle: 'ada' }, false],
    [['sign-in-link', 'ada'], { do: 'sign-in-link', handle: 'ada', device: null }, false],
    [
      ['sign-in-link', 'ada', '--device', 'mobile'],
      { do: 'sign-in-link', handle: 'ada', device: 'mobile' },
      false,
    ],
    [['connector', 'list'], { do: 'connector list' }, false],
    [['connector', 'enable', 'webrtc'], { do: 'connector enable', id: 'webrtc' }, false],
    [['vapid', 'rotate'], { do: 'vapid rotate' }, false],
    [['connector', 'disable', 'webrtc'], { do: 'connector disable', id: 'webrtc' }, false],
  ])('parses %j', (args, command, json) => {
    expect(parseCommand(args)).toEqual({ kind: 'command', command, json })
  })

  it.each([
    [[], 'no command'],
    [['member'], 'no command "member"'],
    [['member', 'rename', 'ada'], 'no command "member rename"'],
    [['backup'], 'takes one argument'],
    [['member', 'handle', 'ada'], '--to is needed'],
    [['member', 'add', 'ada'], '--name'],
    [['member', 'add', '--name', 'Ada'], 'takes one argument'],
    [['member', 'add', 'ada', 'grace', '--name', 'Ada'], 'takes one argument'],
    [['member', 'add', 'a', '--name', 'Ada'], 'a handle is'],
    [['member', 'add', 'ada', '--name', ' '], '--name'],
    [['member', 'add', 'ada', '--name', 'Ada\nLovelace'], 'on one line'],
    [['member', 'add', 'ada', '--name', 'Z\u0301\u0302\u0303\u0304\u0305'], 'at most four marks'],
    [['member', 'list', 'ada'], 'takes no argument'],
    [['member', 'list', '--admin'], 'no option --admin'],
    [['member', 'remove'], 'takes one argument'],
    [['sign-in-link', 'ada', '--device', 'watch'], '--device is'],
    [['sign-in-link', 'ada', '--name', 'Ada'], 'no option --name'],
    [['connector', 'enable', 'no id'], 'no id of a connector'],
    [['member', 'list', '--force'], '--force'],
  ])('rejects %j and says why', (args, why) => {
    const parsed = parseCommand(args)
    expect(parsed.kind).toBe('usage')
    expect(parsed.kind === 'usage' && parsed.problem).toContain(why)
  })

  it('shows the help', () => {
    expect(parseCommand(['--help'])).toEqual({ kind: 'help' })
  })
})
