/** What nobody can see before a first touch: loaded when the first screen stands on the glass. */
export { default as Overlays } from './Overlays.svelte'
export { default as ScreenOfView } from './ScreenOfView.svelte'
