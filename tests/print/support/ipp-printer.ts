/**
 * An IPP printer in this process: reads the wire format by itself (RFC 8010), knows nothing of the client's code, keeps
 * jobs and their documents until they are purged, and misbehaves on demand.
 */
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export interface Manners {
  /** printer-state-reasons while nothing is printed, and once a job is there. */
  readonly reasons?: readonly string[]
  readonly reasonsWithJob?: readonly string[]
  readonly accepting?: boolean
  readonly formats?: readonly string[]
  /** Status code of Print-Job. */
  readonly printStatus?: number
  /** How a job goes. */
  readonly job?: 'completes' | 'aborts' | 'hangs' | 'vanishes'
  /** From Print-Job on (`print`) or from its answer on (`after`) nothing answers any more. */
  readonly dies?: 'print' | 'after'
  /** Answers that are no IPP. */
  readonly garbage?: boolean
  readonly http?: number
  readonly cannotCancel?: boolean
  /** It lists no jobs to anybody (Get-Jobs). */
  readonly noList?: boolean
  /** How often it says that it is busy before it takes a job; and the papers it knows, any if left out. */
  readonly busy?: number
  readonly media?: readonly string[]
  /** Milliseconds before the answer to an operation; what was asked is done at once. */
  readonly slow?: Readonly<Record<number, number>>
}

export interface HeldJob {
  readonly id: number
  readonly user: string
  readonly name: string
  readonly attributes: Readonly<Record<string, readonly (string | number | boolean)[]>>
  document: Buffer | null
  state: number
}

export interface IppPrinter {
  readonly address: string
  /** Jobs that the printer still holds, documents included. */
  readonly held: readonly HeldJob[]
  /** Everything that was printed to the end: what lies in the tray. */
  readonly tray: readonly Buffer[]
  /** Operation ids in the order in which they came. */
  readonly heard: readonly number[]
  /** All bytes of requests but documents. */
  readonly said: () => string
  /** A job of somebody, as if it had been left behind. */
  leave(user: string): void
  manners: Manners
  close(): Promise<void>
}

type Values = Record<string, (string | number | boolean)[]>

export async function ippPrinter(
  manners: Manners = {},
  tls?: { readonly key: string; readonly cert: string },
): Promise<IppPrinter> {
  const held: HeldJob[] = []
  const drop = (which: (job: HeldJob) => boolean): void => {
    for (const job of held.filter(which)) held.splice(held.indexOf(job), 1)
  }
  const tray: Buffer[] = []
  const heard: number[] = []
  const said: Buffer[] = []
  const sockets = new Set<Socket>()
  const waiting = new Set<NodeJS.Timeout>()
  let nextId = 1
  let wasBusy = 0
  let dead = false
  const printer = { manners }

  const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      if (incoming.headers['content-type'] !== 'application/ipp' || incoming.method !== 'POST')
        return void outgoing.writeHead(400).end()
      const { garbage, http } = printer.manners
      if (http !== undefined) return void outgoing.writeHead(http).end()
      if (garbage === true) return void outgoing.writeHead(200).end('<html>a router</html>')
      const request = parse(Buffer.concat(chunks))
      heard.push(request.operation)
      said.push(request.head)
      if (printer.manners.dies === 'print' && request.operation === 2) dead = true
      if (dead) return void incoming.socket.destroy()
      const answer = respond(request)
      const late = printer.manners.slow?.[request.operation] ?? 0
      const say = (): void => void outgoing.writeHead(200, { 'content-type': 'application/ipp' }).end(answer)
      if (late === 0) say()
      else waiting.add(setTimeout(say, late))
      if (printer.manners.dies === 'after' && request.operation === 2) dead = true
    })
  }

  function respond({ operation, id, operationValues, jobValues, rest }: ReturnType<typeof parse>): Buffer {
    const { accepting = true, formats = ['application/pdf'], job = 'completes' } = printer.manners
    const { reasons = ['none'], reasonsWithJob = reasons } = printer.manners
    const found = held.find((one) => one.id === operationValues['job-id']?.[0])
    const user = String(operationValues['requesting-user-name']?.[0] ?? '')
    switch (operation) {
      case 0x0b:
        return message(0, id, 4, [
          ['printer-state', 0x23, [3]],
          ['printer-state-reasons', 0x44, held.some(({ state }) => state < 7) ? reasonsWithJob : reasons],
          ['printer-is-accepting-jobs', 0x22, [accepting]],
          ['document-format-supported', 0x49, formats],
          ...(printer.manners.media === undefined ? [] : [['media-supported', 0x44, printer.manners.media] as const]),
        ])
      case 0x02: {
        if (printer.manners.printStatus !== undefined) return message(printer.manners.printStatus, id, 2, [])
        if (wasBusy++ < (printer.manners.busy ?? 0)) return message(0x0507, id, 2, [])
        const wanted = jobValues['media']?.[0]
        if (wanted !== undefined && printer.manners.media?.includes(String(wanted)) === false)
          return message(0x040b, id, 2, [])
        const fresh: HeldJob = {
          id: nextId++,
          user,
          name: String(operationValues['job-name']?.[0]),
          attributes: { ...operationValues, ...jobValues },
          document: rest,
          state: 5,
        }
        held.push(fresh)
        if (job === 'vanishes') drop((one) => one === fresh)
        if (job === 'completes')
          setTimeout(() => {
            if (fresh.state !== 5) return
            fresh.state = 9
            if (fresh.document !== null) tray.push(fresh.document)
          }, 300)
        if (job === 'aborts') fresh.state = 8
        return message(0, id, 2, [
          ['job-id', 0x21, [fresh.id]],
          ['job-state', 0x23, [fresh.state]],
        ])
      }
      case 0x09:
        return found === undefined
          ? message(0x0406, id, 2, [])
          : message(0, id, 2, [['job-state', 0x23, [found.state]]])
      case 0x08: {
        if (found === undefined) return message(0x0406, id, 2, [])
        if (found.user !== user) return message(0x0403, id, 2, [])
        if (printer.manners.cannotCancel === true) return message(0x0500, id, 2, [])
        if (found.state < 7) found.state = 7
        if (operationValues['purge-job']?.[0] === true) drop((one) => one === found)
        return message(0, id, 2, [])
      }
      case 0x0a: {
        if (printer.manners.noList === true) return message(0x0501, id, 2, [])
        const done = operationValues['which-jobs']?.[0] === 'completed'
        const mine = held.filter((one) => one.user === user && one.state >= 7 === done)
        return message(
          0,
          id,
          2,
          mine.length === 0
            ? []
            : [
                ['job-id', 0x21, mine.map((one) => one.id)],
                ['job-originating-user-name', 0x42, mine.map((one) => one.user)],
              ],
        )
      }
      case 0x39: {
        // As CUPS 2.4.2: "ok", and what is finished stays.
        if (printer.manners.noList !== true) return message(0, id, 2, [])
        const purge = operationValues['purge-jobs']?.[0] === true
        if (purge) drop((one) => one.user === user)
        return message(0, id, 2, [])
      }
      default:
        return message(0x0501, id, 2, [])
    }
  }

  const server = tls === undefined ? createServer(handle) : createTlsServer(tls, handle)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(printer, {
    address: `${tls === undefined ? 'ipp' : 'ipps'}://127.0.0.1:${String(port)}/printers/receipts`,
    held,
    tray,
    heard,
    said: () => Buffer.concat(said).toString('latin1'),
    leave(user: string) {
      const left = { id: nextId++, user, name: 'Balie', attributes: {}, document: Buffer.from('left'), state: 9 }
      held.push(left)
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const answer of waiting) clearTimeout(answer)
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  })
}

/** Request as a printer reads it. Throws on anything that is not whole. */
export function parse(bytes: Buffer) {
  if (bytes.readUInt8(0) < 1) throw new Error('version')
  const groups: Record<number, Values> = { 1: {}, 2: {} }
  let at = 8
  let group = 0
  let last = ''
  for (;;) {
    const tag = bytes.readUInt8(at++)
    if (tag === 3) break
    if (tag < 0x10) {
      group = tag
      continue
    }
    const nameLength = bytes.readUInt16BE(at)
    const name = bytes.toString('ascii', at + 2, at + 2 + nameLength)
    at += 2 + nameLength
    const size = bytes.readUInt16BE(at)
    const value = bytes.subarray(at + 2, at + 2 + size)
    at += 2 + size
    if (nameLength > 0) last = name
    const into = (groups[group] ??= {})
    ;(into[last] ??= []).push(
      tag === 0x21 || tag === 0x23 ? value.readInt32BE() : tag === 0x22 ? value[0] === 1 : value.toString('utf8'),
    )
  }
  const names = Object.keys(groups[1] ?? {})
  // RFC 8011 section 4.1.4: these two come first, the printer's address next.
  if (names.slice(0, 3).join() !== 'attributes-charset,attributes-natural-language,printer-uri')
    throw new Error(`operation attributes out of order: ${names.join()}`)
  return {
    operation: bytes.readUInt16BE(2),
    id: bytes.readInt32BE(4),
    operationValues: groups[1] ?? {},
    jobValues: groups[2] ?? {},
    head: bytes.subarray(0, at),
    rest: bytes.subarray(at),
  }
}

type Reply = readonly [string, number, readonly (string | number | boolean)[]]

function message(status: number, id: number, group: number, values: readonly Reply[]): Buffer {
  const field = (text: Buffer): Buffer => {
    const size = Buffer.alloc(2)
    size.writeUInt16BE(text.length)
    return Buffer.concat([size, text])
  }
  const bytes = (value: string | number | boolean): Buffer => {
    if (typeof value === 'string') return Buffer.from(value)
    if (typeof value === 'boolean') return Buffer.of(Number(value))
    const four = Buffer.alloc(4)
    four.writeInt32BE(value)
    return four
  }
  const all: readonly Reply[] = values
  const head = Buffer.alloc(8)
  head.writeUInt16BE(0x0101, 0)
  head.writeUInt16BE(status, 2)
  head.writeInt32BE(id, 4)
  const attribute = ([name, tag, list]: Reply): Buffer =>
    Buffer.concat(
      list.map((value, i) =>
        Buffer.concat([Buffer.of(tag), field(Buffer.from(i === 0 ? name : '')), field(bytes(value))]),
      ),
    )
  return Buffer.concat([
    head,
    Buffer.of(1),
    attribute(['attributes-charset', 0x47, ['utf-8']]),
    attribute(['attributes-natural-language', 0x48, ['en']]),
    Buffer.of(group),
    ...all.map(attribute),
    Buffer.of(3),
  ])
}
