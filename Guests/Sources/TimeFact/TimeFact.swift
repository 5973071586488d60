// Time and randomness.
import FactGuest
import Facts

@main struct TimeFact {
    static func main() async {
        await prove("the clock goes forward", clockGoesForward)
        await prove("the wall clock shows the host's time", wallClockShowsTheHostsTime)
        await prove("sleeps end in order", sleepsEndInOrder)
        await prove("cancelling ends a sleep", cancellingEndsASleep)
        await prove("random words differ", randomWordsDiffer)
    }
}
