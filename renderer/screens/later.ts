/** What nobody can see before a first touch, and the other languages: loaded when the first screen stands on the glass. */
export { default as IdleCover } from './IdleCover.svelte'
export { default as Overlays } from './Overlays.svelte'
export { default as ScreenOfView } from './ScreenOfView.svelte'
export { texts } from '../texts/index.ts'
