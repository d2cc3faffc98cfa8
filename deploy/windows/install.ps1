# Sets the dashboard up as scheduled tasks: it starts with Windows; loads at 01:00, backs up at 03:00.
# Run once as administrator, in the folder of the program:
#   powershell -ExecutionPolicy Bypass -File deploy\windows\install.ps1 -DataFolder D:\reform -BackupFolder E:\reform
param(
    [Parameter(Mandatory)] [string] $DataFolder,
    [Parameter(Mandatory)] [string] $BackupFolder
)
$ErrorActionPreference = "Stop"
$program = Resolve-Path (Join-Path $PSScriptRoot "..\..")
$python = Join-Path $program ".venv\Scripts\python.exe"
if (-not (Test-Path $python)) { throw "No environment in $program. Set it up first: see README, On Windows." }
New-Item -ItemType Directory -Force -Path $DataFolder, $BackupFolder | Out-Null
[Environment]::SetEnvironmentVariable("REFORM_HOME", $DataFolder, "Machine")

function Install-Task([string] $name, [string] $arguments, $trigger) {
    $action = New-ScheduledTaskAction -Execute $python -Argument $arguments -WorkingDirectory $program
    # One at a time, no limit of time, and what was missed while the machine was off is made up for.
    $settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -ExecutionTimeLimit 0
    Register-ScheduledTask -Force -TaskName $name -Action $action -Trigger $trigger -Settings $settings `
        -User "NT AUTHORITY\SYSTEM" -RunLevel Highest | Out-Null
}
Install-Task "Reform dashboard" "-m ui" (New-ScheduledTaskTrigger -AtStartup)
Install-Task "Reform load" "-m etl watch --once" (New-ScheduledTaskTrigger -Daily -At "01:00")
Install-Task "Reform backup" "-m etl backup --into `"$BackupFolder`"" (New-ScheduledTaskTrigger -Daily -At "03:00")
Start-ScheduledTask -TaskName "Reform dashboard"
