/** The central takes no policy but through the one acceptance, and remembers every version that it published. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { trainingPolicy } from '../../central/published/content/content.ts'
import { signClaims } from '../../central/keys/house-key.ts'
import { policyFileType, signPolicy } from '../../central/published/policy/file.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { domstad } from '../../tools/rules/hospitals.ts'
import { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { DeviceCommand } from '../../domain/contract/device/channel.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { enrolKiosk, folder, publish, training } from './support/kiosk.ts'
import type { Folder } from './support/kiosk.ts'
import { databaseOf } from './support/database.ts'

const today = dayAt(Date.now())
let data: Folder
let other: Folder
let central: Central
let elsewhere: Central
beforeAll(async () => {
  data = folder()
  other = folder()
  central = await training(data.path)
  elsewhere = await training(other.path)
  await publish(central, {
    ...trainingPolicy,
    preview: { ...trainingPolicy.preview, minimumIdentity: 'authenticated' },
  })
}, 120_000)
afterAll(async () => {
  await central.close()
  await elsewhere.close()
  data.remove()
  other.remove()
})

const policy = (change: object) => v.parse(HospitalPolicy, { ...central.content.policy, version: 3, ...change })
/** Signed by the hospital as it is: what a tool without any checks of its own would make. */
const raw = (claims: unknown, typ = policyFileType) => signClaims({ key: central.house.content, typ, claims })
const part = (text: object) => Buffer.from(JSON.stringify(text)).toString('base64url')
const { times: _, ...withoutTimes } = trainingPolicy

describe('a policy for the central', () => {
  it.each<[string, () => Promise<string> | string, string, string]>([
    ['that is plain JSON', () => JSON.stringify(policy({})), 'policy.unsigned', ''],
    ['that says it is not signed', () => `${part({ alg: 'none', typ: policyFileType })}.${part(policy({}))}.AA`, 'policy.unsigned', ''], // prettier-ignore
    ['signed by another key', () => signPolicy(policy({}), elsewhere.house.content), 'policy.wrongSignature', ''],
    ['changed after it was signed', async () => (await signPolicy(policy({}), central.house.content)).replace(/\.[^.]+\./, `.${part(policy({ version: 4 }))}.`), 'policy.wrongSignature', ''], // prettier-ignore
    ['signed as something else', () => raw(policy({}), 'balie-content+jwt'), 'policy.wrongSignature', ''],
    ['of another hospital with its own signature', () => signPolicy({ ...domstad, version: 3 }, elsewhere.house.content), 'policy.signedByOtherHospital', ''], // prettier-ignore
    ['of another hospital with our signature', () => raw({ ...domstad, version: 3 }), 'policy.otherHospital', 'hospital.id'], // prettier-ignore
    ['that is older than the newest', () => raw(policy({ version: 1 })), 'policy.older', 'version'],
    ['with other rules under the newest number', () => raw({ ...trainingPolicy, version: 2 }), 'policy.versionTaken', 'version'], // prettier-ignore
    ['that is partial', () => raw({ ...withoutTimes, version: 3 }), 'policy.missingCell', 'times'],
    ['with an unknown key', () => raw({ ...policy({}), extra: true }), 'policy.unknownKey', 'extra'],
    ['that contradicts itself', () => raw({ ...policy({}), ages: { childSigns: 16, parentAccessEnds: 12, adult: 18 } }), 'policy.contradicts', 'ages.childSigns'], // prettier-ignore
    ['that crosses a fixed line', () => raw({ ...policy({}), identity: { sign: 'claimed', withdraw: 'identified' } }), 'policy.crossesFixedLine', 'identity.sign'], // prettier-ignore
    ['of another format', () => raw({ format: 'balie-policy/4' }), 'policy.unknownFormat', 'format'],
    ['of tomorrow', () => raw(policy({ validFrom: addDays(today, 1) })), 'policy.notYetValid', 'validFrom'],
  ])('%s is refused and changes nothing', async (_name, file, id, path) => {
    const before = [central.content.jws, central.content.policy.version]
    expect(await central.publishPolicy(await file())).toMatchObject({ kind: 'fault', id, path })
    expect([central.content.jws, central.content.policy.version]).toEqual(before)
    expect(await central.content.policies.newestSeen()).toBe(2)
  })

  it('that is in force already changes nothing', async () => {
    const before = central.content.jws
    const again = await central.publishPolicy(await signPolicy(central.content.policy, central.house.content))
    expect(again).toEqual({ kind: 'policy', policy: central.content.policy })
    expect(central.content.jws).toBe(before)
  })

  it('is at once what kiosks are given, and they are told', async () => {
    const commands: DeviceCommand[] = []
    const kiosk = await enrolKiosk(elsewhere)
    elsewhere.devices.connect(kiosk.device, (command) => commands.push(command))
    const before = elsewhere.content.bundle.version
    await publish(elsewhere, trainingPolicy)
    expect(elsewhere.content.bundle).toMatchObject({ version: before + 1, policy: { version: 2 } })
    expect(commands).toEqual([{ type: 'newContent', version: before + 1 }])
  })
})

describe('after a restart', () => {
  it('the newest policy is in force, an older one is still refused, and earlier ones are known', async () => {
    await central.close()
    central = await training(data.path)
    expect(central.content.policy).toMatchObject({ version: 2, preview: { minimumIdentity: 'authenticated' } })
    expect(await central.publishPolicy(await raw(policy({ version: 1 })))).toMatchObject({ id: 'policy.older' })
    expect(await central.content.policies.find(1)).toEqual({ policy: trainingPolicy, withdrawn: false })
    expect(await central.content.policies.find(7)).toBeNull()
  }, 120_000)

  it('a version that was taken back stays so; the newest cannot be taken back, nor one that never was', async () => {
    expect([await central.withdrawPolicy(2), await central.withdrawPolicy(7), await central.withdrawPolicy(1)]).toEqual(
      [false, false, true],
    )
    await central.close()
    central = await training(data.path)
    expect((await central.content.policies.find(1))?.withdrawn).toBe(true)
    expect(central.content.policy.version).toBe(2)
  }, 120_000)

  it('a newest policy that this program cannot read stops the central, until a readable newer one is brought', async () => {
    const { house } = central
    const unread = await signClaims({ key: house.content, typ: policyFileType, claims: { format: 'balie-policy/0' } })
    const insert = databaseOf(central).prepare('INSERT INTO policies (version, jws, published_at) VALUES (?, ?, ?)')
    insert.run(3, unread, '2026-01-01T00:00:00Z')
    const [same, next] = [await raw(policy({ version: 3 })), await raw(policy({ version: 4 }))]
    // While running, because another node published it: the rules of before are not signed under a newer number.
    const signed = central.content.jws
    expect(await central.content.renew(new Date(Date.now() + 25 * 86_400_000))).toBe(false)
    expect(central.content.jws).toBe(signed)
    await central.close()
    await expect(training(data.path)).rejects.toThrow(/^policy 3 .*cannot read.*--policy FILE/)
    await expect(training(data.path, { policyFile: same })).rejects.toThrow('policy.versionTaken version')
    await expect(training(data.path)).rejects.toThrow(/^policy 3 /)
    central = await training(data.path, { policyFile: next })
    expect(central.content.policy.version).toBe(4)
    await central.close()
    central = await training(data.path)
    expect(central.content.policy.version).toBe(4)
    expect(await central.content.policies.find(3)).toBeNull()
  }, 120_000)

  it('not even the training hospital’s own rules come instead, when no stored policy can be read', async () => {
    const path = `${other.path}/unread`
    const first = await training(path)
    const claims = { ...trainingPolicy, format: 'balie-policy/0' }
    const unread = await signClaims({ key: first.house.content, typ: policyFileType, claims })
    databaseOf(first).prepare('UPDATE policies SET jws = ?').run(unread)
    await first.close()
    await expect(training(path)).rejects.toThrow(/^policy 1 .*cannot read/)
  }, 120_000)

  it('a stored policy that the hospital did not sign stops the central', async () => {
    const path = other.path
    const forged = await signPolicy({ ...trainingPolicy, version: 9 }, central.house.content)
    databaseOf(elsewhere).prepare('UPDATE policies SET jws = ? WHERE version = 2').run(forged)
    await elsewhere.close()
    await expect(training(path)).rejects.toThrow('stored policy 2: signed by unknown')
    elsewhere = await training(`${path}/new`)
  }, 120_000)
})

it('a house from before the keyset said whose kiosks these are gets a newer keyset that says it', async () => {
  await elsewhere.close()
  const path = `${other.path}/old`
  const first = await training(path)
  await first.close()
  const file = join(path, 'keys.json')
  const keys = v.parse(v.looseObject({ keyset: v.looseObject({}) }), JSON.parse(readFileSync(file, 'utf8')))
  writeFileSync(file, JSON.stringify({ ...keys, keyset: { ...keys.keyset, hospitalId: undefined } }))
  elsewhere = await training(path)
  expect(elsewhere.house.keysetVersion).toBe(first.house.keysetVersion + 1)
  expect(v.parse(Keyset, decodeJwt(elsewhere.house.keyset)).hospitalId).toBe('de-brug')
  await elsewhere.close()
  elsewhere = await training(path)
  expect(elsewhere.house.keysetVersion).toBe(first.house.keysetVersion + 1)
}, 120_000)
