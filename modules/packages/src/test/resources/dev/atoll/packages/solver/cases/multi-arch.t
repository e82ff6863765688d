# Packages of two architectures; those marked "same" live side by side in one version.
repo main 0 testtags <inline>
#>=Pkg: libc 2 1 amd64
#>=Mul: same
#>=Pkg: libc 1 1 amd64
#>=Mul: same
#>=Pkg: libc 1 1 arm64
#>=Mul: same
#>=Pkg: tool 1 1 amd64
#>=Mul: foreign
#>=Pkg: tool 1 1 arm64
#>=Mul: foreign
#>=Pkg: python 3 1 amd64
#>=Mul: allowed
#>=Pkg: app 1 1 arm64
#>=Req: libc
#>=Req: tool
#>=Req: python:any
#>=Pkg: shell 1 1 amd64
#>=Pkg: shell 1 1 arm64
#>=Pkg: strict 1 1 arm64
#>=Req: python
architectures amd64 arm64

job install name app
job install name libc
result transaction,problems <inline>
#>install app-1-1.arm64@main
#>install libc-1-1.amd64@main
#>install libc-1-1.arm64@main
#>install python-3-1.amd64@main
#>install tool-1-1.amd64@main

# without the other one the newest is taken
nextjob
job install name libc
result transaction,problems <inline>
#>install libc-2-1.amd64@main

# not marked: one architecture at a time
nextjob
job install name shell:amd64
job install name shell:arm64
result transaction,problems <inline>
#>problem

# "allowed" serves another architecture only if asked with :any
nextjob
job install name strict
result transaction,problems <inline>
#>problem
