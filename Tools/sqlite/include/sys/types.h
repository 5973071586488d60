// SPDX-License-Identifier: MIT
#pragma once
typedef long off_t;
