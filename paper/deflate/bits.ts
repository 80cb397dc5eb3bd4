/** Bits into bytes, the lowest first (RFC 1951 section 3.1.1). */
export class Bits {
  private bytes: Uint8Array
  private length = 0
  private pending = 0
  private count = 0

  /** `expected`: about how many bytes it will be. */
  constructor(expected: number) {
    this.bytes = new Uint8Array(expected + 64)
  }

  /** At most 16 bits of a value. */
  add(value: number, bits: number): void {
    this.pending |= value << this.count
    this.count += bits
    while (this.count >= 8) {
      this.byte(this.pending & 0xff)
      this.pending >>>= 8
      this.count -= 8
    }
  }

  /** Fills the last byte up with zeros, so that the next value begins a new one. */
  align(): void {
    if (this.count > 0) this.byte(this.pending & 0xff)
    this.pending = 0
    this.count = 0
  }

  end(): Uint8Array {
    this.align()
    return this.bytes.slice(0, this.length)
  }

  private byte(value: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(2 * this.length)
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes[this.length++] = value
  }
}
