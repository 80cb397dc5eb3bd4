/** The page of one visit: opens its two lines and mounts the screens. */
import { mount } from 'svelte'
import './style/index.css'
import { openChannels } from './channel/open.ts'
import { kiosk } from './state/kiosk.svelte.ts'
import App from './shell/App.svelte'

const target = document.getElementById('app')
if (target === null) throw new Error('index.html has no #app')
kiosk.open(openChannels())
mount(App, { target })
