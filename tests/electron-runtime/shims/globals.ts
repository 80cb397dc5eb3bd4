/** What Node 16 lacks and Node 24 has, for main and session alike. Loaded before the first line of the app. */
import 'core-js/actual'
import './read-by-url.ts'
import { Blob } from 'node:buffer'
import { webcrypto } from 'node:crypto'
import { ReadableStream, TransformStream, WritableStream } from 'node:stream/web'
import { fetch, FormData, Headers, Request, Response } from 'undici'

const newer = {
  Blob,
  crypto: webcrypto,
  ReadableStream,
  TransformStream,
  WritableStream,
  fetch,
  FormData,
  Headers,
  Request,
  Response,
}
for (const [name, value] of Object.entries(newer)) {
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, writable: true, configurable: true })
}

/** Newer Node says what a key is by its tag, and jose asks for it. The types name the class as a type only. */
const KeyClass: unknown = Reflect.get(webcrypto, 'CryptoKey')
if (typeof KeyClass === 'function' && !(Symbol.toStringTag in KeyClass.prototype)) {
  Object.defineProperty(KeyClass.prototype, Symbol.toStringTag, { value: 'CryptoKey', configurable: true })
}
