/** From memory to paper: every way a printer can answer, and that nothing of ours stays with it. */
import * as v from 'valibot'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Printer } from '../../domain/contract/device/printer.ts'
import { exchange } from '../../session/print/exchange.ts'
import { decodeAnswer, operations } from '../../session/print/message.ts'
import { print, removeAll } from '../../session/print/print.ts'
import { loopbackCertificate } from '../session/support/hospital.ts'
import { hasCups, startCups } from './support/cups.ts'
import type { Cups } from './support/cups.ts'
import { ippPrinter } from './support/ipp-printer.ts'
import type { IppPrinter, Manners } from './support/ipp-printer.ts'

const pdf = new TextEncoder().encode('%PDF-1.7 receipt of M. (2019), CANARY-7Q2')
let printer: IppPrinter | null = null
let cups: Cups | null = null
afterEach(async () => {
  await printer?.close()
  await cups?.close()
  printer = null
  cups = null
})

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const request = (address: string, patience = 6000) => ({
  printer: v.parse(Printer, { address, paper: 'roll80', ca: null }),
  owner: 'balie-1a2b3c4d',
  pdf,
  media: 'custom_receipt_80x190mm',
  patience,
})

describe('A receipt', () => {
  it('comes out once, and the printer holds nothing of it afterwards', async () => {
    printer = await ippPrinter()
    expect(await print(request(printer.address))).toBeNull()
    expect(printer.tray).toEqual([Buffer.from(pdf)])
    expect(printer.held).toEqual([])
    // Asked first, printed, followed, purged.
    expect(printer.heard.slice(0, 2)).toEqual([0x0b, 0x02])
    expect(printer.heard.at(-1)).toBe(0x08)
    expect(printer.said()).toContain('custom_receipt_80x190mm')
    expect(printer.said()).not.toContain('CANARY')
  })

  it.each<readonly [string, Manners, string]>([
    ['out of paper', { reasons: ['media-empty-error', 'media-low-warning'] }, 'printerNoPaper'],
    ['offline, as CUPS says it', { reasons: ['offline-report'] }, 'printerOffline'],
    ['paused', { reasons: ['paused'] }, 'printerRefused'],
    ['jammed', { reasons: ['media-jam'] }, 'printerRefused'],
    ['closed to jobs', { accepting: false }, 'printerRefused'],
    ['without PDF', { formats: ['image/urf'] }, 'printerRefused'],
    ['no IPP printer at all', { garbage: true }, 'printerRefused'],
    ['behind a login', { http: 401 }, 'printerRefused'],
  ])('is not sent to a printer that is %s', async (_name, manners, problem) => {
    printer = await ippPrinter(manners)
    expect(await print(request(printer.address))).toBe(problem)
    expect(printer.heard).not.toContain(0x02)
  })

  it('is not kept from a printer that only warns', async () => {
    printer = await ippPrinter({ reasons: ['media-low-warning', 'toner-low-report', 'media-empty-report'] })
    expect(await print(request(printer.address))).toBeNull()
  })

  it.each<readonly [string, Manners, string]>([
    ['says no', { printStatus: 0x0400 }, 'printerRefused'],
    // identity 10: busy with somebody else’s paper is no refusal.
    ['is busy all the time', { printStatus: 0x0507 }, 'printerSlow'],
    ['breaks the job off', { job: 'aborts' }, 'printerRefused'],
    ['runs out of paper under it', { job: 'hangs', reasonsWithJob: ['media-empty'] }, 'printerNoPaper'],
    ['is not ready in time', { job: 'hangs' }, 'printerSlow'],
    // The time that is left ends in the middle of a question to it, which makes it no more offline than before.
    ['is not ready in time and slow to say so', { job: 'hangs', slow: { 0x0b: 500 } }, 'printerSlow'],
    ['is not ready in time and slow to speak of it', { job: 'hangs', slow: { 0x09: 400 } }, 'printerSlow'],
  ])('leaves nothing with a printer that %s', async (_name, manners, problem) => {
    printer = await ippPrinter(manners)
    expect(await print(request(printer.address, 3500))).toBe(problem)
    expect(printer.held).toEqual([])
    expect(printer.tray).toEqual([])
  })

  it.each<readonly [string, Manners]>([
    ['goes away with the document on the line', { dies: 'print' }],
    ['goes away with a job in it', { dies: 'after', job: 'hangs' }],
    ['cannot take it back', { job: 'hangs', cannotCancel: true }],
  ])('is called uncertain when the printer %s', async (_name, manners) => {
    printer = await ippPrinter(manners)
    expect(await print(request(printer.address, 3500))).toBe('printUncertain')
  })

  it('is not called printed when the printer forgot the job: it could not be confirmed', async () => {
    printer = await ippPrinter({ job: 'vanishes' })
    expect(await print(request(printer.address))).toBe('printUnconfirmed')
  })

  it.each<readonly [string, Manners, string]>([
    ['how it is', { slow: { 0x0b: 60_000 } }, 'printerOffline'],
    ['how it is, with no time left for a document', { slow: { 0x0b: 1530 } }, 'printerSlow'],
    ['whether it takes the document', { slow: { 0x02: 60_000 } }, 'printerOffline'],
    ['about the job', { job: 'hangs', slow: { 0x09: 60_000 } }, 'printUncertain'],
    ['that it took it back', { job: 'hangs', slow: { 0x08: 60_000 } }, 'printUnconfirmed'],
    ['anything but whether it is well', { slow: { 0x02: 60_000, 0x0a: 60_000 } }, 'printUncertain'],
  ])('has an answer within its time from a printer that is slow to say %s', async (_name, manners, problem) => {
    printer = await ippPrinter(manners)
    const from = performance.now()
    expect(await print(request(printer.address, 4000))).toBe(problem)
    // A question that forgot the end would wait three seconds more, or a minute.
    expect(performance.now() - from).toBeLessThan(6000)
  })

  it('is not called taken back by a printer that said nothing while it came out', async () => {
    const silent = await ippPrinter({ slow: { 0x09: 60_000 } })
    printer = silent
    const printing = print(request(silent.address, 4000))
    // Silent about the job until it is taken back; by then it lies in the tray.
    await vi.waitFor(() => expect(silent.heard.filter((asked) => asked === 0x09)).toHaveLength(2), { timeout: 4000 })
    silent.manners = {}
    expect(await printing).toBe('printUnconfirmed')
    expect(silent.tray).toHaveLength(1)
  })

  it('has an answer within its time from a printer that is not there', async () => {
    printer = await ippPrinter()
    const { address } = printer
    await printer.close()
    expect(await print(request(address))).toBe('printerOffline')
  })

  it('goes over TLS only to a printer whose certificate is vouched for', async () => {
    const tls = loopbackCertificate()
    printer = await ippPrinter({}, tls)
    const trusting = { ...request(printer.address), printer: { ...request(printer.address).printer, ca: tls.cert } }
    expect(await print(trusting)).toBeNull()
    expect(await print(request(printer.address))).toBe('printerRefused')
    expect(printer.tray).toHaveLength(1)
  })

  it('identity 10: waits for a printer that is busy, and comes out once', async () => {
    printer = await ippPrinter({ busy: 3 })
    expect(await print(request(printer.address))).toBeNull()
    expect(printer.tray).toHaveLength(1)
    expect(printer.held).toEqual([])
  })

  it.each<readonly [string, readonly string[], string | undefined]>([
    [
      'the shortest that is long enough',
      ['iso_a4_210x297mm', 'om_roll_80x150mm', 'om_roll_80x297mm', 'om_roll_80x210mm'],
      'om_roll_80x210mm',
    ],
    ['one named after its head', ['custom_a_72x3000mm', 'custom_min_50x50mm'], 'custom_a_72x3000mm'],
    ['its own where none is long enough', ['om_roll_80x100mm', 'iso_a4_210x297mm'], undefined],
    ['its own where it names none', [], undefined],
  ])('identity 10: on a roll whose name the printer does not know takes %s', async (_name, media, taken) => {
    printer = await ippPrinter({ media, job: 'hangs' })
    const asked = print(request(printer.address, 3500))
    await vi.waitFor(() => expect(printer?.held).toHaveLength(1), { timeout: 3000 })
    expect(printer.held[0]?.attributes['media']?.[0]).toBe(taken)
    await asked
  })

  it('identity 10: is not called removed where the printer still lists it, or does not say', async () => {
    printer = await ippPrinter({ cannotCancel: true })
    printer.leave('balie-1a2b3c4d')
    expect(await removeAll(request(printer.address))).toBe(false)
    printer.manners = { slow: { 0x0a: 60_000 } }
    expect(await removeAll(request(printer.address))).toBe(false)
    printer.manners = { noList: true }
    expect(await removeAll(request(printer.address))).toBe(true)
    expect(printer.held).toEqual([])
  }, 20_000)

  it('left behind by a killed session is removed, and only this kiosk’s own', async () => {
    printer = await ippPrinter()
    printer.leave('balie-1a2b3c4d')
    printer.leave('balie-99999999')
    expect(await removeAll(request(printer.address))).toBe(true)
    expect(printer.held.map(({ user }) => user)).toEqual(['balie-99999999'])
  })
})

describe('Where a printer may be', () => {
  const allowed = (address: string) => v.safeParse(Printer, { address, paper: 'a4', ca: null }).success
  it.each([
    'ipp://127.0.0.1:631/printers/receipts',
    'ipp://localhost/ipp/print',
    'ipps://printer.hospital.example/ipp/print',
  ])('%s', (address) => expect(allowed(address)).toBe(true))
  it.each([
    'ipp://printer.hospital.example/ipp/print',
    'ipp://127.0.0.1.evil.example/ipp/print',
    'http://127.0.0.1:631/printers/receipts',
    'ipps://user:secret@printer/ipp/print',
    'ipp://127.0.0.1/printers/receipts?x=1',
    'file:///dev/lp0',
  ])('not %s', (address) => expect(allowed(address)).toBe(false))
})

describe('An answer', () => {
  it('that ends too early or lies about its lengths is no answer', () => {
    const whole = Buffer.from('0101000000000001014700126174747269627574657300000303', 'hex')
    for (let end = 0; end < whole.length; end += 1) expect(decodeAnswer(whole.subarray(0, end))).toBeNull()
    expect(decodeAnswer(Buffer.from('010100000000000103', 'hex'))).toEqual({ status: 0, values: new Map() })
  })
})

describe.skipIf(!hasCups)('A real CUPS that keeps everything', () => {
  it('prints, and has no job file, no document and no word of it afterwards', async () => {
    cups = await startCups('cat "${6:-/dev/stdin}" >> TRAY\nexit 0')
    expect(await print(request(cups.address, 20_000))).toBeNull()
    expect(cups.printed()).toEqual(Buffer.from(pdf))
    expect(cups.spool()).toEqual([])
    expect(cups.traces()).not.toContain('CANARY')
  }, 40_000)

  it('with a printer that has no paper gives the job back', async () => {
    cups = await startCups('echo "STATE: +media-empty-error" >&2\nsleep 60\nexit 0')
    expect(await print(request(cups.address, 20_000))).toBe('printerNoPaper')
    expect(cups.spool()).toEqual([])
  }, 40_000)

  it('with a printer that hangs gives the job back in time', async () => {
    cups = await startCups('sleep 60\nexit 0')
    const from = performance.now()
    expect(await print(request(cups.address, 5000))).toBe('printerSlow')
    expect(performance.now() - from).toBeLessThan(12_000)
    expect(cups.spool()).toEqual([])
  }, 40_000)

  it('identity 10: that finished a job of a killed session forgets it, document and all', async () => {
    cups = await startCups('cat "${6:-/dev/stdin}" >> TRAY\nexit 0')
    // Printed by somebody who is not there any more when it is done.
    const left = print(request(cups.address, 2600))
    for (let tries = 0; cups.printed().length === 0 && tries < 100; tries += 1) await pause(50)
    await left
    const again = await exchange(request(cups.address).printer, {
      operation: operations.printJob,
      requestId: 9,
      attributes: [
        { name: 'printer-uri', type: 'uri', values: [cups.address] },
        { name: 'requesting-user-name', type: 'name', values: ['balie-1a2b3c4d'] },
        { name: 'document-format', type: 'mime', values: ['application/pdf'] },
      ],
      document: pdf,
      patience: 3000,
    })
    expect(typeof again).not.toBe('string')
    for (let tries = 0; cups.printed().length < 2 * pdf.length && tries < 100; tries += 1) await pause(50)
    await pause(500)
    expect(cups.spool()).not.toEqual([])
    expect(await removeAll(request(cups.address))).toBe(true)
    expect(cups.spool()).toEqual([])
  }, 40_000)

  it('that was left with a job by a killed session forgets it when the next one waits', async () => {
    cups = await startCups('echo runs >> TRAY\nsleep 60\nexit 0')
    const left = print(request(cups.address, 30_000))
    // The backend's own mark says that the job runs; its file alone may still be on the way in.
    for (let tries = 0; cups.printed().length === 0 && tries < 100; tries += 1) await pause(50)
    expect(cups.spool()).not.toEqual([])
    expect(await removeAll(request(cups.address))).toBe(true)
    for (let tries = 0; cups.spool().length > 0 && tries < 100; tries += 1) await pause(50)
    expect(cups.spool()).toEqual([])
    await left
  }, 40_000)
})
