// speedtest1's `main`, which ends the guest when it fails.
#ifndef CSPEEDTEST_H
#define CSPEEDTEST_H

int speedtest1_main(int argc, char **argv);

#endif
