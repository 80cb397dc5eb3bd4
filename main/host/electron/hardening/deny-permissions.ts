/** Threat: camera, microphone, location, notifications, devices, screen capture asked for by a page. */
import type { HardeningRule } from './rule.ts'

export const denyPermissions: HardeningRule = {
  name: 'deny-permissions',
  onPartition(partition) {
    partition.setPermissionRequestHandler((_page, _permission, answer) => answer(false))
    partition.setPermissionCheckHandler(() => false)
    partition.setDevicePermissionHandler(() => false)
  },
}
