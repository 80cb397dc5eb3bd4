/** What a part of a screen may know of the screen around it. Given by the page that holds it, as Svelte context. */
import { getContext, setContext } from 'svelte'
import type { Language } from '../../domain/language.ts'
import type { Texts } from '../texts/shape.ts'

export interface Around {
  readonly t: Texts
  readonly language: Language
  /** What was last pressed is still under way: nothing can be pressed twice. */
  readonly busy: boolean
}

const key = Symbol('around')

export function provideAround(around: Around): void {
  setContext(key, around)
}

/** For the setup of a component only, as every context of Svelte. */
export function useAround(): Around {
  return getContext<Around>(key)
}
