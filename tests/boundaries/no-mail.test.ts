/** Balie sends no e-mail: no room has a way to, and no form or screen asks for an address. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { rooms } from '../../build/boundaries/table.ts'
import { childForm } from '../../central/published/content/child-form.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** What sending mail needs: a library, a server, a program, or the browser's own way. */
const sends =
  /nodemailer|emailjs|sendgrid|mailgun|postmark|\bsmtps?:|\bSMTP\b|mailto:|sendmail|createTransport|MAIL FROM/i
const asks = /e-?mail|type="email"|ContactPoint|emailadres/i

const files = (pattern: string): readonly (readonly [string, string])[] =>
  globSync(`{domain,session,main,preload,renderer,central}/**/${pattern}`, { cwd: root }).map((name) => [
    name,
    readFileSync(`${root}/${name}`, 'utf8'),
  ])

const found = (pattern: RegExp, among: readonly (readonly [string, string])[]): readonly string[] =>
  among.filter(([, text]) => pattern.test(text)).map(([name]) => name)

describe('Nothing sends e-mail', () => {
  const sources = files('*.{ts,svelte,js,html}')
  it('no room holds code that could', () => {
    expect(sources.length).toBeGreaterThan(400)
    expect(found(sends, sources)).toEqual([])
  })

  it('no room may import a package that could', () => {
    const packages = Object.entries(rooms)
      .filter(([room]) => room !== 'tests')
      .flatMap(([, room]) => room.packages)
    expect(packages).not.toContain('*')
    expect(packages.filter((name) => /mail|smtp|sendgrid/i.test(name))).toEqual([])
  })

  it('the form asks for no address, and no screen has a field for one', () => {
    expect(JSON.stringify(childForm)).not.toMatch(asks)
    expect(found(asks, files('*.svelte'))).toEqual([])
  })

  it('and the search itself finds what it looks for', () => {
    expect(found(sends, [['a', "import { createTransport } from 'nodemailer'"]])).toEqual(['a'])
    expect(found(asks, [['b', '<input type="email">']])).toEqual(['b'])
  })
})
