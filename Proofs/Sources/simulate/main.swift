import Golden
print("hello")
