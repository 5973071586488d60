// Proves one fact and prints a word that the test looks for.
import Facts
import Guest
import _Concurrency

/// Proves a fact about the domain that this guest is, and says so on the console.
func prove(_ name: StaticString, _ fact: (Domain) async -> Verdict) async {
    guard let domain = Guest.domain else { Guest.panic("this guest needs Xen") }
    switch await fact(domain) {
    case .holds: print("FACT \(name) HOLDS")
    case .fails(let reason):
        print("FACT \(name) FAILS: \(reason)")
        Guest.panic("a fact does not hold")
    }
}

/// Proves a fact that needs no Xen.
func prove(_ name: StaticString, _ fact: () async -> Verdict) async {
    switch await fact() {
    case .holds: print("FACT \(name) HOLDS")
    case .fails(let reason):
        print("FACT \(name) FAILS: \(reason)")
        Guest.panic("a fact does not hold")
    }
}
