import { describe, expect, it } from 'vitest'
import { alloyOf, beadOf, initialsOf, PARTIALS, ringsOf } from '../../../pwa/design/bell-shape.ts'
import { squareOf } from '../../../pwa/platform/browser/photo.ts'

describe('initials', () => {
  it('are the first letters of the first and the last word', () => {
    expect(initialsOf('Ada Lovelace')).toBe('AL')
    expect(initialsOf('  Fatima  bint al-Fihri ')).toBe('FA')
    expect(initialsOf('cher')).toBe('C')
    expect(initialsOf('émile “Zola”')).toBe('ÉZ')
    expect(initialsOf('***')).toBe('')
  })

  it('have a background colour that is always the same for one person', () => {
    expect(alloyOf('ada')).toBe(alloyOf('ada'))
    const alloys = new Set(['ada', 'grace', 'alan', 'anita', 'hedy', 'mary', 'tim'].map(alloyOf))
    expect(alloys.size).toBeGreaterThan(2)
  })
})

describe('the bell', () => {
  it('has beads of the designed sizes, interpolated between them', () => {
    expect(beadOf(92).bead * 0.92).toBeCloseTo(7.5)
    expect(beadOf(176).bead * 1.76).toBeCloseTo(9)
    expect(beadOf(64).bead * 0.64).toBeCloseTo(6.5)
    expect(beadOf(20).bead * 0.2).toBeCloseTo(5.5)
    expect(beadOf(300).bead * 3).toBeCloseTo(9)
  })

  it('has rings at its partials, each fainter than the one inside it', () => {
    const rings = ringsOf(100, 4)
    expect(rings.map((ring) => ring.r)).toEqual(PARTIALS.slice(0, 4).map((p) => p * 100))
    expect(rings.map((ring) => ring.opacity)).toEqual([1, 0.8, 0.8 ** 2, 0.8 ** 3])
  })
})

describe('a photo', () => {
  it('is cropped to the square in its middle, or nearer to the top if it is a portrait', () => {
    expect(squareOf(400, 300)).toEqual({ x: 50, y: 0, side: 300 })
    expect(squareOf(300, 600)).toEqual({ x: 0, y: 100, side: 300 })
    expect(squareOf(8, 8)).toEqual({ x: 0, y: 0, side: 8 })
  })
})
