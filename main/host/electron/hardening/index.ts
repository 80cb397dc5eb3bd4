/** The ordered list of what makes the Electron host a kiosk: one rule a file, each naming its threat. */
import { commandLine } from './command-line.ts'
import { denyNavigation } from './deny-navigation.ts'
import { denyNetwork } from './deny-network.ts'
import { denyPermissions } from './deny-permissions.ts'
import { noMenu } from './no-menu.ts'
import { nothingOnDisk } from './nothing-on-disk.ts'
import type { HardeningRule } from './rule.ts'
import { sandbox } from './sandbox.ts'

export const hardening: readonly HardeningRule[] = [
  commandLine,
  sandbox,
  nothingOnDisk,
  denyPermissions,
  denyNetwork,
  denyNavigation,
  noMenu,
]
