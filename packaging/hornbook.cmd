@echo off
rem Starts Hornbook on Windows. Builds it on first use; a warm start needs no Maven.
setlocal enabledelayedexpansion
set "ROOT=%~dp0.."
set "FOUND="
for %%J in ("%JAVA_HOME%" "%JAVA25_HOME%") do if not defined FOUND call :look "%%~J"
for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%USERPROFILE%\.jdks\*") do if not defined FOUND call :look "%%~J"
if not defined FOUND (
  echo hornbook: needs JDK 25 and found none: install JDK 25 ^(Temurin^), or set JAVA_HOME to one. 1>&2
  exit /b 3
)
if not exist "%ROOT%\app\target\.built" (
  echo Building Hornbook; the first time this fetches its libraries and takes some minutes. 1>&2
  pushd "%ROOT%"
  call mvn -B -ntp -q -DskipTests -Dformat.skip=true package 1>&2
  if errorlevel 1 (
    popd
    echo hornbook: the build failed, see above. 1>&2
    exit /b 3
  )
  popd
  type nul > "%ROOT%\app\target\.built"
)
if not defined HORNBOOK_MEMORY set "HORNBOOK_MEMORY=2g"
for %%A in ("%ROOT%\app\target\app-*.jar") do set "JAR=%%~fA"
"%FOUND%\bin\java" -Xmx%HORNBOOK_MEMORY% -XX:+UseSerialGC -Xms96m -XX:NewSize=64m -XX:SurvivorRatio=3 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-ShrinkHeapInSteps --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dhornbook.home="%ROOT%" -Dai.djl.offline=true -Djava.awt.headless=true -cp "%JAR%;%ROOT%\app\target\lib\*" org.hornbook.app.cli.Main %*
exit /b %errorlevel%

:look
if exist "%~1\release" findstr /r /c:"JAVA_VERSION=.2[5-9]" /c:"JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul && set "FOUND=%~1"
exit /b 0
