/**
 * Reading aloud with the machine's own voices, if it has any. Only texts that are the same for everybody are ever
 * given to it: a spoken text leaves this process, and private data is never spoken in a hall (EN 301 549 5.1.3.9).
 */
import { languageTag, languages, type Language } from '../../domain/language.ts'

type Voices = Readonly<Partial<Record<Language, SpeechSynthesisVoice>>>

class Speech {
  speaking = $state(false)
  #voices = $state.raw<Voices>({})

  /** A speech service tells its voices when it has them: some seconds after a start, or never. */
  constructor() {
    if (!('speechSynthesis' in window)) return
    this.#choose()
    speechSynthesis.addEventListener('voiceschanged', () => this.#choose())
  }

  /** Whether this machine can read that language aloud; without it nobody is offered to. */
  has(language: Language): boolean {
    return this.#voices[language] !== undefined
  }

  /** Stops what was being read. Nothing without a voice. */
  read(sentences: readonly string[], language: Language): void {
    const voice = this.#voices[language]
    if (voice === undefined) return
    this.quiet()
    const spoken = new SpeechSynthesisUtterance(sentences.join('\n'))
    spoken.voice = voice
    spoken.lang = voice.lang
    spoken.onend = () => (this.speaking = false)
    spoken.onerror = () => (this.speaking = false)
    this.speaking = true
    speechSynthesis.speak(spoken)
  }

  quiet(): void {
    if ('speechSynthesis' in window) speechSynthesis.cancel()
    this.speaking = false
  }

  /** One voice a language out of what may be thousands, once: speech-dispatcher tells 13,000 for espeak alone. */
  #choose(): void {
    const all = speechSynthesis.getVoices()
    this.#voices = Object.fromEntries(
      languages.flatMap((language) => {
        const voice = voiceFor(all, languageTag[language])
        return voice === undefined ? [] : [[language, voice]]
      }),
    )
  }
}

/** The machine's own, in that language (RFC 4647 basic filtering: "nl" or "nl-BE", never "nld"); its default first. */
function voiceFor(all: readonly SpeechSynthesisVoice[], tag: string): SpeechSynthesisVoice | undefined {
  const fit = all.filter(({ localService, lang }) => localService && `${lang.replace('_', '-')}-`.startsWith(`${tag}-`))
  return fit.find((voice) => voice.default) ?? fit[0]
}

export const speech = new Speech()
