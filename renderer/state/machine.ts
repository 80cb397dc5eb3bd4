/** The glass: how many CSS px are a real millimetre, and from how far it is read (docs/look.md "Unit"). */
import type { MainToRenderer } from '../../domain/contract/control/renderer.ts'

export type Machine = Extract<MainToRenderer, { type: 'machine' }>

/** Millimetres of the two reference screens, 32" portrait and 15.6" landscape. */
const portrait = { width: 398.5, height: 708.5, view: 1.4 }
const landscape = { width: 345.6, height: 194.4, view: 1 }

let current: Machine | null = null

/** Px per millimetre now: as calibrated, or such that this window shows the reference screen. */
export function pxPerMm(): number {
  if (current?.mm != null) return current.mm
  const reference = innerWidth > innerHeight ? landscape : portrait
  return Math.min(innerWidth / reference.width, innerHeight / reference.height)
}

/** Writes `--mm` and `--view` for the style sheets. Call again when the window changes. */
export function applyMachine(machine: Machine | null): void {
  if (machine !== null) current = machine
  const reference = innerWidth > innerHeight ? landscape : portrait
  const style = document.documentElement.style
  style.setProperty('--mm', `${pxPerMm()}px`)
  style.setProperty('--view', String(current?.view ?? reference.view))
}
