// SPDX-License-Identifier: Apache-2.0

// Validates an Elastic package with the specification's own validator, the one that `elastic-package lint` calls.
package main

import (
	"fmt"
	"os"

	"github.com/elastic/package-spec/v3/code/go/pkg/validator"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: package-lint PACKAGE.zip")
		os.Exit(1)
	}
	if err := validator.ValidateFromZip(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	fmt.Println(os.Args[1] + ": valid")
}
