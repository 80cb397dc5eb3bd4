/** One component per step, found by its name: `notHere` is places/NotHere.svelte. */
import type { Component } from 'svelte'
import type { Screen, ScreenStep } from '../../domain/contract/messages/screen.ts'

const found = import.meta.glob<Component<{ screen: Screen }>>('./places/*.svelte', { eager: true, import: 'default' })

/** Throws when there is none: a step without a page is a mistake of the build (tests/session/places.test.ts). */
export function componentOf(step: ScreenStep): Component<{ screen: Screen }> {
  const component = found[`./places/${step.charAt(0).toUpperCase()}${step.slice(1)}.svelte`]
  if (component === undefined) throw new Error('a step without a page')
  return component
}
