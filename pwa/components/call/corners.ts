/** The corners for the own small picture. */
export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

/** Where it begins: at the end of a line. */
export const firstCorner = (page: Pick<Document, 'dir'> = document): Corner =>
  page.dir === 'rtl' ? 'bottom-left' : 'bottom-right'

/** The corner nearest to a point, in shares of the window's width and height. */
export function cornerAt(x: number, y: number): Corner {
  return `${y < 0.5 ? 'top' : 'bottom'}-${x < 0.5 ? 'left' : 'right'}`
}

/** Where an arrow key moves it; null: another key. */
export function cornerBy(corner: Corner, key: string): Corner | null {
  const x = corner.endsWith('left') ? 0 : 1
  const y = corner.startsWith('top') ? 0 : 1
  const moved: Record<string, Corner> = {
    ArrowUp: cornerAt(x, 0),
    ArrowDown: cornerAt(x, 1),
    ArrowLeft: cornerAt(0, y),
    ArrowRight: cornerAt(1, y),
  }
  return moved[key] ?? null
}
