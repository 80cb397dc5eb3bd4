/** Threat: Chromium writes what it saw to caches, shader stores, dictionaries, crash dumps. */
import type { HardeningRule } from './rule.ts'

export const nothingOnDisk: HardeningRule = {
  name: 'nothing-on-disk',
  onStart(app) {
    for (const name of [
      'disable-http-cache',
      'disable-gpu-shader-disk-cache',
      'disable-breakpad',
      'disable-component-update',
      'disable-background-networking',
      'disable-pinch',
    ]) {
      app.commandLine.appendSwitch(name)
    }
  },
  onPartition: (partition) => partition.setSpellCheckerEnabled(false),
}
