/**
 * What a call window shows before its page is loaded: the stage of the call, both pictures, and Mute, Hang up and
 * Camera. Drawn without Vue, whose script comes after the other side's picture. Everything stands where the page
 * (CallScreen.vue) has it, in the same styles.
 */
import sprite from 'virtual:icon-sprite'
import type { IconName } from '../../design/icon-names.ts'
import '../../design/chamber.css'
import type { EngineView } from '../../stores/call-window.ts'
import { otherName, windowCall, type CallFacts } from '../../stores/window-call.ts'
import * as texts from '../../texts/texts.ts'
import { callMedia } from './call-media.ts'
import './call-controls.css'
import './call-screen.css'
import { firstCorner } from './corners.ts'
import './own-picture.css'
import { isShown, screenOf } from './screen-name.ts'
import { stageText } from './stage-text.ts'

const t = texts.call

/** Makes an element, with its classes and what is in it. */
function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...inside: readonly Node[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.className = className
  element.append(...inside)
  return element
}

const SVG = 'http://www.w3.org/2000/svg'

/** One of the round buttons; `show` sets its name, the word below it, and its icon. */
function makeControl(className: string, pressed: () => void) {
  const use = document.createElementNS(SVG, 'use')
  const icon = document.createElementNS(SVG, 'svg')
  icon.setAttribute('class', 'icon')
  icon.setAttribute('viewBox', '0 0 256 256')
  icon.append(use)
  const disc = make('span', 'disc circle', icon)
  disc.ariaHidden = 'true'
  const word = make('span', 'word')
  word.ariaHidden = 'true'
  const button = make('button', className, disc, word)
  button.type = 'button'
  button.addEventListener('click', pressed)
  function show(name: string, under: string, iconName: IconName): void {
    button.ariaLabel = name
    word.textContent = under
    use.setAttribute('href', `${sprite}#${iconName}`)
  }
  return { button, show }
}

function makeControls() {
  const local = () => windowCall.facts.view?.local
  const engine = () => windowCall.facts.engine
  const microphone = makeControl('column', () => {
    void engine()?.setMicrophone(local()?.microphone !== true)
  })
  const hangUp = makeControl('hang column', () => engine()?.hangUp())
  const camera = makeControl('column', () => void engine()?.setCamera(local()?.camera !== true))
  const group = make('div', 'controls', microphone.button, hangUp.button, camera.button)
  group.role = 'group'
  const c = t.controls
  group.ariaLabel = c.name
  hangUp.show(c.hangUp, c.hangUp, 'phone-disconnect-fill')
  function show(on: EngineView['local']): void {
    if (on.microphone) microphone.show(c.mute, c.muteWord, 'microphone')
    else microphone.show(c.unmute, c.unmuteWord, 'microphone-slash-fill')
    if (on.camera) camera.show(c.cameraOff, c.cameraOffWord, 'video-camera')
    else camera.show(c.cameraOn, c.cameraOnWord, 'video-camera-slash-fill')
    microphone.button.classList.toggle('off', !on.microphone)
    camera.button.classList.toggle('off', !on.camera)
  }
  return { group, show }
}

/** Draws it into `root`, and draws it again at each change, until what it returns is called. */
export function showFirstScreen(root: HTMLElement): () => void {
  const media = callMedia()
  const status = make('p', 'sr')
  status.role = 'status'
  const other = make('div', 'remote cover', media.other)
  const own = make('div', '', make('div', 'frame', media.own))
  const cast = make('p', 'cast')
  cast.ariaHidden = 'true'
  const stage = make('div', 'stage', cast)
  const controls = makeControls()
  const call = make('div', '', other, own, make('div', 'veil cover'), stage, controls.group)
  const main = make('main', 'chamber', status, call)
  main.id = 'main'
  main.tabIndex = -1

  function draw({ view, barrier, nobody, otherSeen }: CallFacts, name: string): void {
    document.title = name === '' ? t.untitled : t.title(name)
    const now = view?.window ?? null
    const text = view === null || now === null ? '' : (stageText(now, name, view) ?? '')
    if (status.textContent !== text) status.textContent = text
    cast.textContent = text
    call.hidden = screenOf(now, barrier, nobody) !== 'call'
    if (view === null) return
    const shown = isShown(now, otherSeen)
    call.className = `call-screen cover${shown ? ' connected' : ''}`
    other.ariaHidden = String(!shown)
    stage.hidden = shown
    own.className = `own-picture ${shown ? `small ${firstCorner()}` : 'full'}`
    own.classList.toggle('dark', view.ownVideo === null)
    own.classList.toggle('muted', !view.local.microphone)
    controls.show(view.local)
  }

  const drawNow = () => draw(windowCall.facts, otherName(windowCall.facts))
  root.replaceChildren(main)
  drawNow()
  return windowCall.watch(drawNow)
}
