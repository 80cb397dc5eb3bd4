/** Keys change between visits, key and chain together, whoever asks for the change. */
import { expect, it } from 'vitest'
import type { DeviceKeys } from '../../main/device/device-keys.ts'
import { KeysInUse } from '../../main/device/keys-in-use.ts'
import { Renewal } from '../../main/device/renewal.ts'
import { makeKey, readKey } from '../../main/jose/keys.ts'
import type { Trusted } from '../../main/trust/trusted.ts'

async function signing() {
  const { jwk } = await makeKey()
  const key = await readKey(JSON.stringify(jwk))
  if (key === null) throw new Error('no key')
  return key
}
const newKeys = async (): Promise<DeviceKeys> => ({
  auth: await signing(),
  seal: await signing(),
  log: await signing(),
})

it('machine 2: a visit keeps the key and the chain that it began with; both change together when it is over', async () => {
  const [first, next] = [
    { keys: await newKeys(), sealChain: 'first' },
    { keys: await newKeys(), sealChain: 'next' },
  ]
  let busy = true
  const swapped: string[] = []
  const inUse = new KeysInUse({ first, busy: () => busy, onSwap: ({ sealChain }) => swapped.push(sealChain) })
  inUse.take(next)
  inUse.settle()
  expect(inUse.now).toBe(first)
  busy = false
  expect(inUse.now).toBe(first)
  inUse.settle()
  expect(inUse.now).toBe(next)
  inUse.settle()
  expect(swapped).toEqual(['next'])
  inUse.take(first)
  expect([inUse.now, swapped]).toEqual([first, ['next', 'first']])
})

it('machine 2: nothing is asked for in a visit, not by a refused token either; after it, it is', async () => {
  const keys = await newKeys()
  let busy = true
  let posts = 0
  const kept = new Map<string, string>()
  const renewal = new Renewal({
    trusted: { device: { previous: null, device: 'd' }, keyset: { keyset: { sealCa: '' } } } as unknown as Trusted,
    secrets: {
      kind: 'file',
      get: (name) => Promise.resolve({ kind: 'value', value: kept.get(name) ?? '' }),
      set: (name, value) => Promise.resolve(kept.set(name, value).size > 0),
      delete: (name) => Promise.resolve(kept.delete(name)),
    },
    central: 'https://central.example',
    clock: { monotonic: () => 1_000_000, wall: () => 0, after: () => () => undefined },
    log: () => undefined,
    now: () => ({ at: Date.now(), uncertainty: 1 }),
    inUse: () => ({ keys, sealChain: '' }),
    busy: () => busy,
    post: () => {
      posts += 1
      return Promise.resolve(null)
    },
    onKeys: () => undefined,
    onChange: () => undefined,
  })
  renewal.refused()
  await renewal.look()
  expect(posts).toBe(0)
  busy = false
  await renewal.look()
  expect(posts).toBe(1)
})
