/** The renderer's own sentences, in every language of domain/language. */
import type { Language } from '../../domain/language.ts'
import { en } from './en.ts'
import { nl } from './nl.ts'
import { nlSimple } from './nl-simple.ts'
import type { Texts } from './shape.ts'

export const texts: Readonly<Record<Language, Texts>> = { nl, nlSimple, en }
