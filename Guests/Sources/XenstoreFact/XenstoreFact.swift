// Xenstore.
import FactGuest
import Facts

@main struct XenstoreFact {
    static func main() async {
        await prove("values are kept", valuesAreKept)
        await prove("watches fire", watchesFire)
        await prove("transactions retry", transactionsRetry)
    }
}
