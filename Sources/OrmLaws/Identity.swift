// SPDX-License-Identifier: MIT
// Compares two values bit for bit by reflection. `==` is not suitable: it is true for 0.0 and -0.0
// and for differently composed text, and false for a NaN and itself. Comparing only the stored
// forms is not enough: a codec that rounds gives the same form before and after.

func isIdentical(_ left: Any, _ right: Any) -> Bool {
    switch (left, right) {
    case (let left as String, let right as String): left.utf8.elementsEqual(right.utf8)
    case (let left as Double, let right as Double): left.bitPattern == right.bitPattern
    case (let left as Float, let right as Float): left.bitPattern == right.bitPattern
    case (let left as [UInt8], let right as [UInt8]): left == right
    default: hasIdenticalParts(left, right)
    }
}

/// Returns the label of the first part in which two values of one type differ.
func firstDifference(_ left: Any, _ right: Any) -> String? {
    if isIdentical(left, right) { return nil }
    let parts = zip(Mirror(reflecting: left).children, Mirror(reflecting: right).children)
    return parts.first { !isIdentical($0.value, $1.value) }?.0.label ?? "(the value)"
}

private func hasIdenticalParts(_ left: Any, _ right: Any) -> Bool {
    let (first, second) = (Mirror(reflecting: left), Mirror(reflecting: right))
    switch first.displayStyle {
    // These have unordered or shared parts, and only the type knows which are equal.
    case .set, .dictionary, .class: return isEqual(left, right)
    default: break
    }
    guard first.children.count == second.children.count else { return false }
    if first.children.isEmpty { return isEqual(left, right) }
    return zip(first.children, second.children).allSatisfy {
        $0.label == $1.label && isIdentical($0.value, $1.value)
    }
}

private func isEqual(_ left: Any, _ right: Any) -> Bool {
    guard let left = left as? any Equatable else {
        return String(reflecting: left) == String(reflecting: right)
    }
    return isEqual(left, right)
}

private func isEqual<Value: Equatable>(_ left: Value, _ right: Any) -> Bool {
    left == right as? Value
}
