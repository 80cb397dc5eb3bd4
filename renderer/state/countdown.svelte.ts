/** Counts seconds down between two messages of main, which owns the real timer. */
export class Countdown {
  seconds = $state(0)
  #timer: ReturnType<typeof setInterval> | undefined

  start(seconds: number): void {
    this.seconds = seconds
    clearInterval(this.#timer)
    this.#timer = setInterval(() => {
      this.seconds = Math.max(0, this.seconds - 1)
    }, 1000)
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
