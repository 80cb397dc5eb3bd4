/** What the free text of each act says, act by act: closed tables over `grammar.ts`. */
import type { Phrase, Understood } from './grammar.ts'
import { understand } from './grammar.ts'
import { papers } from './papers.ts'
import type { Said as Papers } from './papers.ts'

/** Of an act at a kiosk or a desk. */
export interface SaidOfAct extends Papers {
  /** Kinds asked for, as stories name them; left out: all. */
  readonly kinds: readonly string[]
  readonly answer: 'yes' | 'no' | 'later'
  readonly also: string
  /** Kinds that are left out of all. */
  readonly without: readonly string[]
  readonly period: 'year1' | 'months6'
  readonly until: string
  readonly from: string
  readonly isAway: true
  /** Whose access, in the story's words. */
  readonly whose: string
  /** Nobody knows who it is. */
  readonly unidentified: true
  readonly cell: string
  readonly value: string
  readonly died: string
  readonly finding: string
  readonly capacity: 'lacking' | 'capable'
  readonly active: readonly string[]
  /** Day since which it is so. */
  readonly since: string
  readonly killed: true
}

type Phrases = readonly Phrase<SaidOfAct>[]
const re = (text: string): RegExp => new RegExp(text, 'i')
const D = String.raw`(\d{4}-\d\d-\d\d)`
const kind = '(?:appointments|medication|allergies|documents|results)'

const list = (text: string): readonly string[] => text.split(/,? and |, /)
const kinds = `${kind}(?:(?:,| and|, and) ${kind})*`

const asking: Phrases = [
  {
    is: re(
      `(grantee|father|mother|patient|curator|mentor|guardian|step) (?:is (?:present|here) and )?signs (?:as well|too)`,
    ),
    says: ([, also = '']) => ({ also }),
  },
  {
    is: re(`(?:all kinds )?(?:except|without|but not) (${kinds})`),
    says: ([, text = '']) => ({ without: list(text) }),
  },
  { is: re(`(?:asks )?(?:for )?all kinds`) },
  { is: re(`(?:asks )?(${kinds})(?: only)?`), says: ([, text = '']) => ({ kinds: list(text) }) },
  { is: re(`no end date|without an end(?: date)?`) },
  { is: re(`for (?:one|a) year`), says: () => ({ period: 'year1' }) },
  { is: re(`for (?:half a year|six months)`), says: () => ({ period: 'months6' }) },
  { is: re(`until ${D}`), says: ([, until = '']) => ({ until }) },
  { is: re(`(?:new )?terms accepted`) },
  { is: re(`accepts(?: the (?:new )?terms)?(?: himself| herself)?`) },
  { is: re(`hands (?:the screen )?over(?: to (?:the )?(?:child|father|mother))?`) },
  { is: re(`form for (?:12 to 15|under 12|a child(?: of \\d+)?(?: without capacity)?)`) },
  { is: re(`wants access beyond 12`) },
  { is: re(`own (?:request|form)(?: at a later visit)?`) },
  { is: re(`policy version \\d+`) },
  { is: re(`(?:her|his|own) part(?: only)?`) },
  { is: re(`(?:grantee|father|mother) (?:is )?not (?:present|here|with (?:her|him))`) },
  { is: re(`(?:comes )?alone`) },
  { is: re(`continues(?: the (?:set|form|request))?`) },
  { is: re(`(?:at )?(?:a|the same|another) kiosk`) },
  { is: re(`signs?(?: the same form| the form)?`) },
  { is: re(`consents?(?: only)?(?:,? asks no access(?: for (?:himself|herself))?)?`) },
  { is: re(`from ${D}`), says: ([, from = '']) => ({ from }) },
]

const coming: Phrases = [
  { is: re(`comes to (?:sign|continue)`) },
  { is: re(`offers to sign as well`) },
  { is: re(`age \\d+`) },
  { is: re(`wants access(?: to (?:his|her) (?:step-)?child)?`) },
  { is: re(`says that (?:he|she) took over`) },
]

const answerOf = (text: string): 'yes' | 'no' | 'later' => {
  const lower = text.toLowerCase()
  return lower === 'yes' || lower === 'no' ? lower : 'later'
}

const answering: Phrases = [
  { is: re(`comes(?: back| again)?(?: alone)?`) },
  { is: re(`\\balone\\b`) },
  { is: re(`\\bnow\\b|after all|changes (?:its|her|his) (?:mind|answer)`) },
  { is: re(`own (?:identity card|passport)`) },
  { is: re(`\\b(yes|no|later)\\b`), says: ([, answer = '']) => ({ answer: answerOf(answer) }) },
]

const stopping: Phrases = [
  { is: re(`unidentified`), says: () => ({ unidentified: true }) },
  { is: re(`identified`) },
  { is: re(`at a kiosk|at the kiosk`) },
  { is: re(`no reason(?: asked| given)?`) },
  { is: re(`by telephone`), says: () => ({ unidentified: true }) },
  { is: re(`asks the same`) },
  { is: re(`(?:asks to )?stops? (?:his|her|the|its) own access`) },
  {
    is: re(`(?:asks to )?stops? (?:his |her |the |its )?(\\w+)(?:'s|’s)? access`),
    says: ([, whose = '']) => ({ whose }),
  },
  {
    is: re(
      `(?:stops|takes back|withdraws)(?: (?:his|her|the|its)(?: own)?)?(?: access| request| mandate| form| part)?`,
    ),
  },
]

const consentTaken: Phrases = [{ is: re(`withdraws (?:his |her )?consent`) }, { is: re(`no reason(?: asked| given)?`) }]

const policies: Phrases = [
  { is: re(`version \\d+`) },
  { is: re(`([~a-z][A-Za-z0-9.~]+) = ([A-Za-z0-9]+)`), says: ([, cell = '', value = '']) => ({ cell, value }) },
]

const death: Phrases = [{ is: re(`(?:child|patient) died ${D}`), says: ([, died = '']) => ({ died }) }]

const finding: Phrases = [
  {
    is: re(`(lacks|has) capacity(?: for this matter)?,? dated ${D}`),
    says: ([, how = '', on = '']) => ({ finding: on, capacity: how.toLowerCase() === 'lacks' ? 'lacking' : 'capable' }),
  },
]

/** Mandates that exist: "mother active, all kinds", "both active". */
const existing: Phrases = [
  {
    is: re(`(\\w+) and (\\w+)(?: are)? active(?: since ${D})?`),
    says: ([, one = '', other = '', since]) => ({
      active: [one.toLowerCase(), other.toLowerCase()],
      ...(since === undefined ? {} : { since }),
    }),
  },
  {
    is: re(`both(?: parents)?(?: are)? active(?: since ${D})?`),
    says: ([, since]) => ({ active: ['both'], ...(since === undefined ? {} : { since }) }),
  },
  {
    is: re(`(\\w+(?: one)?)(?: is)? active(?: since ${D})?`),
    says: ([, who = '', since]) => ({ active: [who.toLowerCase()], ...(since === undefined ? {} : { since }) }),
  },
  { is: re(`all kinds`) },
  { is: re(`(?:sole|joint) authority`) },
  { is: re(`under R05`), says: () => ({ capacity: 'lacking' }) },
  { is: re(`under R\\d\\d`) },
  { is: re(`to (?:12|16|18)\\b`) },
  { is: re(`(?:with (?:the )?)?child's yes(?: given)?`) },
  { is: re(`(?:father|mother) had consented(?: of (?:his|her) own accord)?`) },
  { is: re(`agrees|agreed|strong login`) },
  { is: re(`ruling names the organisation`) },
  { is: re(`no end`) },
]

const outage: Phrases = [
  { is: re(`(?:the )?line(?: of kiosk [A-Z])?|(?:the )?central|(?:the )?network|kiosk [A-Z]`) },
  { is: re(`(?:is )?(?:down|away|cut|lost|unreachable|not reachable)`) },
  { is: re(`(?:is )?(?:back|up|over|restored|reachable) ?(?:again)?|ends?`), says: () => ({ answer: 'yes' }) },
  { is: re(`\\b(?:from|until|to|since)\\b`) },
  { is: /\b\d\d:\d\d\b/ },
]

const tables: Readonly<Record<string, readonly Phrases[]>> = {
  evidence: [papers],
  sign: [papers, asking],
  consent: [papers, asking],
  apply: [papers, coming, asking],
  answer: [answering],
  withdraw: [stopping],
  stopConsent: [consentTaken],
  policy: [policies],
  death: [death],
  recordFinding: [finding],
  outage: [outage],
}

/** Null: no table for this act. */
export function saidOf(act: string, what: string): Understood<SaidOfAct> | null {
  const of = tables[act]
  return of === undefined ? null : understand(what, of)
}

/** Of a paper that was seen before, or a mandate that exists before the first event. */
export const saidOfGiven = (what: string): Understood<SaidOfAct> => understand(what, [papers, existing])

/** Of a first event that puts mandates in place. */
export const saidOfSeed = (what: string): Understood<SaidOfAct> => understand(what, [existing, papers])
