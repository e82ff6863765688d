# Essential packages come only if they are implied, and then nothing may conflict with them.
repo main 0 testtags <inline>
#>=Pkg: base 1 1 amd64
#>=Ess: yes
#>=Req: awk
#>=Pkg: gawk 1 1 amd64
#>=Prv: awk
#>=Pkg: mawk 1 1 amd64
#>=Pri: required
#>=Prv: awk
#>=Pkg: app 1 1 amd64
#>=Pkg: rival 1 1 amd64
#>=Con: base

job install name app
result transaction,problems <inline>
#>install app-1-1.amd64@main

nextjob
solverflags essential
job install name app
result transaction,problems <inline>
#>install app-1-1.amd64@main
#>install base-1-1.amd64@main
#>install mawk-1-1.amd64@main

nextjob
solverflags essential
job install name rival
result transaction,problems <inline>
#>problem
