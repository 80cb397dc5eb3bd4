/** Takes out of the central and the kiosk what they hold afterwards, as they hold it, for the checker. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import { sqliteDevices } from '../../central/store/sqlite/devices.ts'
import { fhirTable, type Stored } from '../../central/store/fhir/table.ts'
import { sqliteLedger } from '../../central/store/sqlite/ledger.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { readDevice } from '../../main/trust/device-file.ts'
import type { Scene } from '../support/scene.ts'
import type { DemoReport } from './report.ts'

/** What a visit makes; forms and other definitions are the hospital's own. */
const types = [
  'Patient',
  'RelatedPerson',
  'Consent',
  'Task',
  'QuestionnaireResponse',
  'DocumentReference',
  'Provenance',
  'AuditEvent',
] as const

/** Reads only. `signed` is the envelope of which the receipt is called receipt.jwt. */
export async function collect(options: {
  readonly scene: Scene
  readonly out: string
  readonly signed: string
}): Promise<Pick<DemoReport, 'receipts' | 'device'>> {
  const { scene, out, signed } = options
  const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(out, name), content)
  for (const folder of ['fhir', 'receipts', 'keys']) mkdirSync(join(out, folder), { recursive: true })

  const identity = await readDevice(scene.state)
  if (identity === 'none' || identity === 'damaged') throw new Error('The kiosk has no identity')
  const database = new DatabaseSync(join(scene.central.data, 'central.sqlite'), { readOnly: true })
  try {
    const fhir = fhirTable(database)
    for (const resource of types.flatMap((type) => fhir.candidates(type, null)))
      write(`fhir/${resource.resourceType}-${resource.id}.json`, `${JSON.stringify(resource, null, 2)}\n`)
    const forms = fhir.candidates('DocumentReference', null).flatMap(pdfOf)
    if (forms.length !== 1 || !forms[0]) throw new Error(`The central holds ${forms.length} forms`)
    write('form.pdf', forms[0])

    // The training hospital's own mandates came by its desk, before this kiosk was there.
    const sent = (await sqliteLedger(database).all()).filter(({ device }) => device === identity.device)
    const receipts = sent.map(({ id, sha256, receipt }) => {
      const file = `receipts/${id}.jwt`
      write(file, `${receipt}\n`)
      if (id === signed) write('receipt.jwt', `${receipt}\n`)
      return { envelope: id, sha256, file }
    })
    const device = await sqliteDevices(database).find(identity.device)
    if (device === null) throw new Error('The central does not know this kiosk')
    write('keys/device-log.jwk.json', `${JSON.stringify(device.log, null, 2)}\n`)
    const keyset = keysetOf(scene)
    write('keyset.jwt', `${keyset}\n`)
    const { sealCa, timeCa } = v.parse(Keyset, decodeJwt(keyset))
    write('keys/seal-ca.pem', sealCa)
    write('keys/time-ca.pem', timeCa)
    copyFileSync(join(scene.state, 'journal.jwsl'), join(out, 'journal.jwt'))
    return { receipts, device: identity.device }
  } finally {
    database.close()
  }
}

function pdfOf(resource: Stored): readonly Buffer[] {
  if (resource.resourceType !== 'DocumentReference') return []
  return resource.content
    .filter(({ attachment }) => attachment.contentType === 'application/pdf' && attachment.data !== undefined)
    .map(({ attachment }) => Buffer.from(attachment.data ?? '', 'base64'))
}

/** As the central keeps it; the checker believes it only under the pinned Root. */
function keysetOf(scene: Scene): string {
  const text = readFileSync(join(scene.central.data, 'keys.json'), 'utf8')
  const Keys = v.object({ keyset: v.object({ jws: v.string() }) })
  return v.parse(v.pipe(v.string(), v.parseJson(), Keys), text).keyset.jws
}
