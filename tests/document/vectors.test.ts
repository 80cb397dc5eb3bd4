import { spawnSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'

const folder = fileURLToPath(new URL('../vectors/', import.meta.url))
const sets = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory())

describe('test vectors', () => {
  for (const { name } of sets)
    it(`a Python reader of fifty lines ${name === 'good' ? 'accepts' : 'refuses'} ${name}`, () => {
      const { status, stdout, stderr } = spawnSync('python3', [`${folder}verify.py`, folder + name], {
        encoding: 'utf8',
      })
      expect(status, stderr).toBe(name === 'good' ? 0 : 1)
      if (name === 'good') expect(stdout.trim().split('\n').length).toBe(4)
      else expect(stderr).toContain('refused')
    })

  it('the sealed document of the good set is accepted', async () => {
    const pem = readFileSync(`${folder}good/authority.pem`, 'utf8').replace(/-----[^-]+-----|\s/g, '')
    const options = { anchors: [new Uint8Array(Buffer.from(pem, 'base64'))], at: new Date('2026-11-24T09:00:00Z') }
    const pdf = new Uint8Array(readFileSync(`${folder}good/document.pdf`))
    expect((await verifyPdf(portOver(webcrypto.subtle), pdf, options)).problem).toBeNull()
  })
})
