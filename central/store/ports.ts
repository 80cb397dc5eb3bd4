/** The ports of the last start: addresses that kiosks and printed references hold stay true over a restart. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { writePrivate } from './base/private-file.ts'

const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))
const Ports = v.strictObject({ kiosk: port, staff: port })
export type Ports = v.InferOutput<typeof Ports>

export function keptPorts(data: string): Ports {
  const file = join(data, 'ports.json')
  const none = { kiosk: 0, staff: 0 }
  if (!existsSync(file)) return none
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Ports), readFileSync(file, 'utf8'))
  return parsed.success ? parsed.output : none
}

export function keepPorts(data: string, ports: Ports): void {
  writePrivate(join(data, 'ports.json'), JSON.stringify(ports))
}
