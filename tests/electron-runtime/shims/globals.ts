/** What Node 16 lacks and Node 24 has, for main and session alike. Loaded before the first line of the app. */
import './free-space.ts'
import './newer-javascript.ts'
import './read-by-url.ts'
import { Blob } from 'node:buffer'
import { webcrypto } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'

const newer = {
  Blob,
  crypto: webcrypto,
  /** The same algorithm; only transferring is not there. */
  structuredClone: (value: unknown): unknown => deserialize(serialize(value)),
}
for (const [name, value] of Object.entries(newer)) {
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, writable: true, configurable: true })
}

if (!('canParse' in URL)) {
  const canParse = (address: string, base?: string): boolean => {
    try {
      return new URL(address, base) instanceof URL
    } catch {
      return false
    }
  }
  Object.defineProperty(URL, 'canParse', { value: canParse, writable: true, configurable: true })
}

/** Newer Node says what a key is by its tag, and jose asks for it. The types name the class as a type only. */
const KeyClass: unknown = Reflect.get(webcrypto, 'CryptoKey')
if (typeof KeyClass === 'function' && !(Symbol.toStringTag in KeyClass.prototype)) {
  Object.defineProperty(KeyClass.prototype, Symbol.toStringTag, { value: 'CryptoKey', configurable: true })
}
