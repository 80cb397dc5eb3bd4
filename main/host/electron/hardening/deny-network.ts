/** Threat: anything that leaves the renderer by the network. Only the app's own scheme is answered. */
import { appScheme } from './app-scheme.ts'
import type { HardeningRule } from './rule.ts'

export const denyNetwork: HardeningRule = {
  name: 'deny-network',
  onPartition(partition) {
    partition.webRequest.onBeforeRequest((details, answer) => {
      answer({ cancel: !details.url.startsWith(`${appScheme}://`) && !details.url.startsWith('devtools://') })
    })
    partition.on('will-download', (event) => event.preventDefault())
  },
  onPage: (page) => page.setWebRTCIPHandlingPolicy('disable_non_proxied_udp'),
}
