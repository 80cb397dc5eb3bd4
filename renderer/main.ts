/** The page of one visit: opens its two lines and mounts the screens. */
import { mount } from 'svelte'
import './style/index.css'
import { openChannels } from './channel/open.ts'
import { beat } from './state/heartbeat.ts'
import { kiosk } from './state/kiosk.svelte.ts'
import App from './App.svelte'

const target = document.getElementById('app')
if (target === null) throw new Error('index.html has no #app')
// Laid out once: not before main has said how large a millimetre is and whether anybody may begin, nor in another font.
// A font that cannot be had must not keep the screen away.
const font = document.fonts.load('1em "Atkinson Hyperlegible Next"').catch(() => [])
await Promise.all([kiosk.open(openChannels()), font])
mount(App, { target })
beat(target, ({ seen }) => kiosk.alive(seen))
