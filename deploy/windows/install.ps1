# Sets the dashboard up as scheduled tasks: it starts with Windows; loads at 01:00, backs up at 03:00.
# Run as administrator, in the folder of the program, which stays where it is. To upgrade, unpack the newer version
# into a folder of its own and run this there; unpacked over the old one, files of both would mix:
#   powershell -ExecutionPolicy Bypass -File deploy\windows\install.ps1 -DataFolder D:\reform -BackupFolder E:\reform
param(
    [Parameter(Mandatory)] [string] $DataFolder,
    [Parameter(Mandatory)] [string] $BackupFolder
)
$ErrorActionPreference = "Stop"
$program = (Resolve-Path (Join-Path $PSScriptRoot "..\..")).Path
$python = Join-Path $program ".venv\Scripts\python.exe"
if (-not (Test-Path $python)) { throw "No environment in $program. Set it up first: see README, On Windows." }
New-Item -ItemType Directory -Force -Path (Join-Path $DataFolder "inbox"), $BackupFolder | Out-Null
# For people who call the commands; the tasks name the folder themselves.
[Environment]::SetEnvironmentVariable("REFORM_HOME", $DataFolder, "Machine")
$env:REFORM_HOME = $DataFolder
$env:PYTHONUTF8 = "1"

function Install-Task([string] $name, [string] $arguments, $trigger) {
    # Without UTF-8 a task could not write a Vietnamese sentence.
    $line = "/d /c `"set `"REFORM_HOME=$DataFolder`"&& set PYTHONUTF8=1&& `"$python`" $arguments`""
    $action = New-ScheduledTaskAction -Execute "$env:SystemRoot\System32\cmd.exe" -Argument $line -WorkingDirectory $program
    # One at a time, no limit of time, on battery too; what was missed while the machine was off is made up for.
    $settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew `
        -ExecutionTimeLimit ([TimeSpan]::Zero) -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries `
        -RestartCount 3 -RestartInterval (New-TimeSpan -Minutes 1)
    Register-ScheduledTask -Force -TaskName $name -Action $action -Trigger $trigger -Settings $settings `
        -User "NT AUTHORITY\SYSTEM" -RunLevel Highest | Out-Null
}
foreach ($name in "Reform dashboard", "Reform load", "Reform backup") {
    Stop-ScheduledTask -TaskName $name -ErrorAction SilentlyContinue
}
Install-Task "Reform dashboard" "-m ui" (New-ScheduledTaskTrigger -AtStartup)
Install-Task "Reform load" "-m etl watch --once --wait 3600" (New-ScheduledTaskTrigger -Daily -At "01:00")
Install-Task "Reform backup" "-m etl backup --into `"$BackupFolder`" --wait 3600" (New-ScheduledTaskTrigger -Daily -At "03:00")
Push-Location $program
& $python -m etl upgrade
$upgraded = $LASTEXITCODE
Pop-Location
# What the upgrade cannot do it says; the old snapshot stays, and the dashboard starts all the same.
Start-ScheduledTask -TaskName "Reform dashboard"
exit $upgraded
