/** The style of the button: Peal's Call button, in colours that the page around it can set. */

export const BUTTON_STYLE = `
:host {
  display: inline-block;
  --_tint: var(--peal-background, light-dark(#f1e4cf, #2b2315));
  --_ink: var(--peal-color, light-dark(#6c3f08, #f2c37d));
  --_mouth: var(--peal-accent, light-dark(#8a5210, #e3ac5c));
  --_on-mouth: var(--peal-on-accent, light-dark(#ffffff, #1b1104));
}
:host([hidden]) { display: none }
a {
  display: inline-flex;
  align-items: center;
  gap: 9px;
  min-height: 40px;
  box-sizing: border-box;
  padding: 4px 14px 4px 4px;
  border-radius: var(--peal-radius, 999px);
  background: var(--_tint);
  color: var(--_ink);
  font: 600 1rem/1.2 var(--peal-font, system-ui, sans-serif);
  text-decoration: none;
  white-space: nowrap;
}
a[href]:hover { background: var(--_mouth); color: var(--_on-mouth) }
a:focus-visible { outline: 3px solid var(--_mouth); outline-offset: 3px }
a:not([href]) { opacity: 0.6; cursor: not-allowed }
.mouth {
  display: grid;
  place-items: center;
  width: 32px;
  height: 32px;
  border-radius: 50%;
  background: var(--_mouth);
  color: var(--_on-mouth);
}
a[href]:hover .mouth { background: none; color: inherit }
svg { width: 17px; height: 17px; fill: currentColor }
@media (forced-colors: active) {
  a { border: 1px solid }
}
`
