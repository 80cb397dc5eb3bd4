/** Room on the desk: when what must stand there does not fit, the line rises (docs/look.md: the lowest line that fits). */
import { getContext, setContext } from 'svelte'

/** 0 as designed; 1 at the middle; 2 high and without drawing; 3 the wall takes only what its words need. */
export const highest = 3

export interface Room {
  readonly level: number
  /** A part of the screen cannot be cut smaller: give it more room. False: there is no more. */
  raise(): boolean
}

const key = Symbol('room')

export function provideRoom(room: Room): void {
  setContext(key, room)
}

export function useRoom(): Room {
  return getContext<Room>(key)
}

/** True when something that cannot be paged sticks out of its paper or of the desk. */
export function overflows(answers: HTMLElement): boolean {
  if (answers.clientHeight === 0) return false
  const foot = answers.getBoundingClientRect().bottom - Number.parseFloat(getComputedStyle(answers).paddingBottom)
  const sticksOut = [...answers.children].some((child) => child.getBoundingClientRect().bottom > foot + 2)
  return (
    sticksOut ||
    [...answers.querySelectorAll('.sheet:not(.peek), .card, .btn, .keys')].some(
      (element) => element.scrollHeight > element.clientHeight + 3,
    )
  )
}
