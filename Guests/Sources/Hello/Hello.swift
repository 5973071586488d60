// The smallest guest: what `swift package guest --product Hello` makes of it is all that runs in its domain.
import Guest

@main struct Hello {
    static func main() {
        print("Hello from Swift, with nothing underneath")
    }
}
