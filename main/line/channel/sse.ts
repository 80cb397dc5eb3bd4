/** Server-sent events (WHATWG HTML section 9.2), as much as the device channel needs: `data:` lines and comments. */

/** Most characters of one event; a longer one is dropped. */
const longest = 16_384

/** Feed it text as it comes; it calls back with the data of each complete event. */
export class EventParser {
  readonly #onData: (data: string) => void
  #rest = ''
  #data: string[] = []
  #size = 0

  constructor(onData: (data: string) => void) {
    this.#onData = onData
  }

  push(text: string): void {
    const lines = (this.#rest + text).split(/\r\n|\n|\r/)
    this.#rest = (lines.pop() ?? '').slice(0, longest)
    for (const line of lines) this.#line(line)
  }

  #line(line: string): void {
    if (line === '') {
      const data = this.#data.join('\n')
      const whole = this.#data.length > 0 && this.#size <= longest
      this.#data = []
      this.#size = 0
      if (whole) this.#onData(data)
    } else if (line.startsWith('data:')) {
      const value = line.slice(line.startsWith('data: ') ? 6 : 5)
      this.#size += value.length
      if (this.#size <= longest) this.#data.push(value)
    }
  }
}
