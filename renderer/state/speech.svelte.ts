/**
 * Reading aloud with the machine's own voices, if it has any. Only texts that are the same for everybody are ever
 * given to it: a spoken text leaves this process, and private data is never spoken in a hall (EN 301 549 5.1.3.9).
 */
import { languageTag, type Language } from '../../domain/language.ts'

class Speech {
  speaking = $state(false)

  /** False when this machine has no voice for the language. Stops what was being read. */
  read(sentences: readonly string[], language: Language): boolean {
    if (!('speechSynthesis' in window)) return false
    const tag = languageTag[language]
    const voice = speechSynthesis
      .getVoices()
      .find((candidate) => candidate.localService && candidate.lang.startsWith(tag))
    if (voice === undefined) return false
    this.quiet()
    const spoken = new SpeechSynthesisUtterance(sentences.join('\n'))
    spoken.voice = voice
    spoken.lang = voice.lang
    spoken.onend = () => (this.speaking = false)
    spoken.onerror = () => (this.speaking = false)
    this.speaking = true
    speechSynthesis.speak(spoken)
    return true
  }

  quiet(): void {
    if ('speechSynthesis' in window) speechSynthesis.cancel()
    this.speaking = false
  }
}

export const speech = new Speech()
