from jeugdhulp_desktop.start import main

raise SystemExit(main())
