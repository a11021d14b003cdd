/** The corners for the own small picture. */
export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

/** The corner nearest to a point, in shares of the window's width and height. */
export function cornerAt(x: number, y: number): Corner {
  return `${y < 0.5 ? 'top' : 'bottom'}-${x < 0.5 ? 'left' : 'right'}`
}

/** Where an arrow key moves it; null: another key. */
export function cornerBy(corner: Corner, key: string): Corner | null {
  const top = corner.startsWith('top')
  const left = corner.endsWith('left')
  switch (key) {
    case 'ArrowUp':
      return cornerAt(left ? 0 : 1, 0)
    case 'ArrowDown':
      return cornerAt(left ? 0 : 1, 1)
    case 'ArrowLeft':
      return cornerAt(0, top ? 0 : 1)
    case 'ArrowRight':
      return cornerAt(1, top ? 0 : 1)
    default:
      return null
  }
}
