# Versioned provides and conflicts, and choices that must be taken back.
repo main 0 testtags <inline>
#>=Pkg: app 1 1 amd64
#>=Req: mta >= 2 | mail
#>=Req: lib
#>=Pkg: old-mta 9 1 amd64
#>=Prv: mta = 1
#>=Pkg: plain-mta 9 1 amd64
#>=Prv: mta
#>=Pkg: new-mta 1 1 amd64
#>=Prv: mta = 2
#>=Con: lib < 2
#>=Pkg: mail 1 1 amd64
#>=Pkg: lib 1 1 amd64

job install name app
result transaction,problems <inline>
#>install app-1-1.amd64@main
#>install lib-1-1.amd64@main
#>install mail-1-1.amd64@main

nextjob
job install provides mta
result transaction,problems <inline>
#>install new-mta-1-1.amd64@main
