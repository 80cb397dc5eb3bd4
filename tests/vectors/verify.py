"""Verifies a set of steps from the written description (README.md) alone. Python 3.8 or later, nothing else.

verify.py FOLDER: reads form.json and steps.json there; prints who signed, or why not; exit code 0 or 1."""
import base64, hashlib, json, pathlib, sys

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B

def add(a, b):
    if a is None or b is None: return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0: return None
    m = (3 * a[0] ** 2 - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (m * m - a[0] - b[0]) % P
    return x, (m * (a[0] - x) - a[1]) % P

def times(k, point):
    total = None
    while k:
        if k & 1: total = add(total, point)
        point, k = add(point, point), k >> 1
    return total

def decode(text): return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
def encode(data): return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
def sha(data): return hashlib.sha256(data).digest()
def canonical(value): return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

def es256(key, data, signature):
    q = tuple(int.from_bytes(decode(key[c]), "big") for c in "xy")
    r, s = (int.from_bytes(part, "big") for part in (signature[:32], signature[32:]))
    assert (q[1] ** 2 - q[0] ** 3 + 3 * q[0] - B) % P == 0 and len(signature) == 64 and 0 < r < N and 0 < s < N
    w = pow(s, -1, N)
    point = add(times(int.from_bytes(sha(data), "big") * w % N, G), times(r * w % N, q))
    return point is not None and point[0] % N == r

def verify(folder):
    form, bundle = (json.loads((pathlib.Path(folder) / name).read_bytes()) for name in ("form.json", "steps.json"))
    header, previous, steps = encode(canonical({"alg": "ES256", "typ": "balie-step+jws"})), None, bundle["steps"]
    for number, (step, ink) in enumerate(zip(steps, bundle["inks"]), 1):
        claims, (head, empty, signature) = step["claims"], step["jws"].split(".")
        assert head == header and empty == "" and claims["seq"] == number and claims["of"] == len(steps), "order"
        assert claims["set"] == steps[0]["claims"]["set"] and claims["previous"] == previous, "chain"
        assert claims["formHash"] == encode(sha(canonical(form))), "another form"
        assert claims["inkHash"] == (None if ink is None else encode(sha(ink.encode()))), "another ink"
        signed = f"{header}.{encode(canonical(claims))}"
        assert es256(bundle["key"], signed.encode(), decode(signature)), "signature"
        previous = encode(sha(f"{signed}.{signature}".encode()))
        print(number, claims["name"], claims["role"], claims["at"])
    assert steps and len(bundle["inks"]) == len(steps), "no steps"

try: verify(sys.argv[1])
except Exception as why: sys.exit(f"refused: {why or type(why).__name__}")
