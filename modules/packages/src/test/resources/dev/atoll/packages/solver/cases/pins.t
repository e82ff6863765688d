# The priority of a repository wins over the version, a pin of a name over the priority.
repo stable 0 testtags <inline>
#>=Pkg: a 1 1 amd64
#>=Pkg: b 1 1 amd64
#>=Req: a >= 2
#>=Pkg: c 1 1 amd64
#>=Req: data
#>=Pkg: data-big 1 1 all
#>=Prv: data
#>=Pkg: data-small 1 1 all
#>=Prv: data
repo backports -400 testtags <inline>
#>=Pkg: a 2 1 amd64
#>=Pkg: b 2 1 amd64

job install name a
job install name b
result transaction,problems <inline>
#>install a-1-1.amd64@stable
#>install b-2-1.amd64@backports

nextjob
job install name b
result transaction,problems <inline>
#>install a-2-1.amd64@backports
#>install b-1-1.amd64@stable

nextjob
job install name b
job pin 600 b backports
result transaction,problems <inline>
#>install b-2-1.amd64@backports

nextjob
job install name b
job pin -1 a backports
result transaction,problems <inline>
#>install b-2-1.amd64@backports

nextjob
job install name a = 2-1
job pin -1 a - 2*
result transaction,problems <inline>
#>problem

nextjob
job install name a
job hold name a = 2-1
result transaction,problems <inline>
#>install a-2-1.amd64@backports

nextjob
job install name c
result transaction,problems <inline>
#>install c-1-1.amd64@stable
#>install data-big-1-1.all@stable

nextjob
job install name c
job exclude name *-big
result transaction,problems <inline>
#>install c-1-1.amd64@stable
#>install data-small-1-1.all@stable
